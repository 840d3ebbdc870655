package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.List;
import java.util.Set;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.Tensor;

/** Graph data to protobuf messages. */
final class GraphEncoder {
  private GraphEncoder() {}

  static GraphProto encode(Graph graph, Set<String> external) {
    GraphProto.Builder proto = GraphProto.newBuilder().setName(graph.name());
    graph.inputs().forEach(value -> proto.addInput(encode(value)));
    graph.outputs().forEach(value -> proto.addOutput(encode(value)));
    graph
        .initializers()
        .forEach(
            (name, tensor) ->
                proto.addInitializer(
                    external.contains(name) ? declare(name, tensor) : encode(name, tensor)));
    graph.nodes().forEach(node -> proto.addNode(encode(node)));
    return proto.build();
  }

  static ValueInfoProto encode(Value value) {
    ValueInfoProto.Builder proto = ValueInfoProto.newBuilder().setName(value.name());
    value
        .type()
        .ifPresent(
            type -> {
              TypeProto.Tensor.Builder tensor =
                  TypeProto.Tensor.newBuilder().setElemType(type.code());
              value.dims().ifPresent(dims -> tensor.setShape(encodeShape(dims)));
              proto.setType(TypeProto.newBuilder().setTensorType(tensor));
            });
    return proto.build();
  }

  private static TensorShapeProto encodeShape(List<Dimension> dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Dimension dim : dims) {
      TensorShapeProto.Dimension.Builder proto = shape.addDimBuilder();
      if (dim.isFixed()) {
        proto.setDimValue(dim.extent());
      } else if (!dim.symbol().isEmpty()) {
        proto.setDimParam(dim.symbol());
      }
    }
    return shape.build();
  }

  private static TensorProto.Builder header(String name, Tensor tensor) {
    TensorProto.Builder proto =
        TensorProto.newBuilder().setName(name).setDataType(tensor.type().code());
    for (long dim : tensor.shape().dims()) {
      proto.addDims(dim);
    }
    return proto;
  }

  private static TensorProto encode(String name, Tensor tensor) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(tensor.bytes());
    return header(name, tensor).setRawData(bytes).build();
  }

  private static TensorProto declare(String name, Tensor tensor) {
    return header(name, tensor)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            StringStringEntryProto.newBuilder().setKey("location").setValue("supplied-in-memory"))
        .build();
  }

  private static NodeProto encode(Node node) {
    NodeProto.Builder proto =
        NodeProto.newBuilder()
            .setName(node.name())
            .setDomain(node.domain())
            .setOpType(node.op())
            .addAllInput(node.inputs())
            .addAllOutput(node.outputs());
    node.attributes().forEach((name, value) -> proto.addAttribute(encode(name, value)));
    return proto.build();
  }

  private static AttributeProto encode(String name, Attribute attribute) {
    AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
    if (attribute instanceof Attribute.IntValue value) {
      proto.setType(AttributeProto.AttributeType.INT).setI(value.value());
    } else if (attribute instanceof Attribute.FloatValue value) {
      proto.setType(AttributeProto.AttributeType.FLOAT).setF(value.value());
    } else if (attribute instanceof Attribute.StringValue value) {
      proto
          .setType(AttributeProto.AttributeType.STRING)
          .setS(ByteString.copyFromUtf8(value.value()));
    } else if (attribute instanceof Attribute.TensorValue value) {
      proto.setType(AttributeProto.AttributeType.TENSOR).setT(encode("", value.value()));
    } else if (attribute instanceof Attribute.GraphValue value) {
      proto.setType(AttributeProto.AttributeType.GRAPH).setG(encode(value.value(), Set.of()));
    } else if (attribute instanceof Attribute.Ints value) {
      proto.setType(AttributeProto.AttributeType.INTS).addAllInts(value.values());
    } else if (attribute instanceof Attribute.Floats value) {
      proto.setType(AttributeProto.AttributeType.FLOATS).addAllFloats(value.values());
    } else if (attribute instanceof Attribute.Strings value) {
      proto.setType(AttributeProto.AttributeType.STRINGS);
      value.values().forEach(text -> proto.addStrings(ByteString.copyFromUtf8(text)));
    } else if (attribute instanceof Attribute.Graphs value) {
      proto.setType(AttributeProto.AttributeType.GRAPHS);
      value.values().forEach(graph -> proto.addGraphs(encode(graph, Set.of())));
    } else if (attribute instanceof Attribute.Reference value) {
      proto.setRefAttrName(value.name());
    }
    return proto.build();
  }
}
