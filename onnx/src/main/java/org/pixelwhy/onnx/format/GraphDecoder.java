package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Protobuf graphs, nodes and attributes to graph data. */
final class GraphDecoder {
  private final TensorDecoder tensors;
  private final Map<String, Long> opsets;
  private final List<String> notes;

  GraphDecoder(TensorDecoder tensors, Map<String, Long> opsets, List<String> notes) {
    this.tensors = tensors;
    this.opsets = opsets;
    this.notes = notes;
  }

  /** What a file's main graph declares about its tensors; what is no plain tensor is left out. */
  static Declarations declarations(GraphProto proto) {
    Set<String> constants = new HashSet<>();
    proto.getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
    List<String> weights =
        proto.getInputList().stream()
            .map(ValueInfoProto::getName)
            .filter(constants::contains)
            .distinct()
            .toList();
    List<Value> tensors = new ArrayList<>();
    for (ValueInfoProto value : proto.getValueInfoList()) {
      try {
        tensors.add(ValueDecoder.decode("tensor", value));
      } catch (InputException e) {
        // Such a tensor matters only to a node that uses it, which the runtime then refuses.
        continue;
      }
    }
    return new Declarations(weights, tensors);
  }

  GraphBuilder decode(GraphProto proto) {
    if (proto.getSparseInitializerCount() > 0) {
      throw new InputException(
          Text.format(
              "sparse initializer '%s' is not supported; export the model with dense weights",
              proto.getSparseInitializer(0).getValues().getName()));
    }
    GraphBuilder builder = Graph.builder(proto.getName(), 0);
    opsets.forEach(builder::opset);
    Set<String> constants = new HashSet<>();
    proto.getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
    for (ValueInfoProto input : proto.getInputList()) {
      // Files before IR version 4 list every initializer as an input, too.
      if (!constants.contains(input.getName())) {
        builder.input(ValueDecoder.decode("input", input));
      }
    }
    decodeInitializers(proto, builder);
    for (NodeProto node : proto.getNodeList()) {
      builder.add(decode(node));
    }
    for (ValueInfoProto output : proto.getOutputList()) {
      builder.output(ValueDecoder.decode("output", output));
    }
    return builder;
  }

  private void decodeInitializers(GraphProto proto, GraphBuilder builder) {
    for (TensorProto tensor : proto.getInitializerList()) {
      if (tensor.getDataType() == TensorProto.DataType.STRING_VALUE && !isRead(tensor, proto)) {
        notes.add(
            Text.format(
                "Constant '%s' of strings, which nothing reads, was dropped.", tensor.getName()));
      } else {
        builder.initializer(tensor.getName(), tensors.decode(tensor));
      }
    }
  }

  private static boolean isRead(TensorProto tensor, GraphProto proto) {
    return proto.getNodeList().stream()
        .anyMatch(node -> node.getInputList().contains(tensor.getName()));
  }

  Node decode(NodeProto proto) {
    if (proto.getOpType().isEmpty()) {
      throw new InputException(
          Text.format("node '%s' has no operator; is the file damaged?", proto.getName()));
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (AttributeProto attribute : proto.getAttributeList()) {
      try {
        attributes.put(attribute.getName(), decode(attribute));
      } catch (InputException e) {
        throw new InputException(
            Text.format(
                "attribute '%s' of %s node '%s': %s",
                attribute.getName(), proto.getOpType(), proto.getName(), e.getMessage()),
            e);
      }
    }
    return new Node(
        proto.getName(),
        ModelDecoder.domain(proto.getDomain()),
        FunctionInliner.operator(proto.getOpType(), proto.getOverload()),
        proto.getInputList(),
        proto.getOutputList(),
        attributes);
  }

  Attribute decode(AttributeProto proto) {
    if (!proto.getRefAttrName().isEmpty()) {
      return new Attribute.Reference(proto.getRefAttrName());
    }
    return switch (type(proto)) {
      case INT -> Attribute.of(proto.getI());
      case FLOAT -> Attribute.of(proto.getF());
      case STRING -> Attribute.of(proto.getS().toStringUtf8());
      case TENSOR -> Attribute.of(tensors.decode(proto.getT()));
      case GRAPH -> new Attribute.GraphValue(decode(proto.getG()).buildBody());
      case INTS -> new Attribute.Ints(proto.getIntsList());
      case FLOATS -> new Attribute.Floats(proto.getFloatsList());
      case STRINGS ->
          new Attribute.Strings(
              proto.getStringsList().stream().map(ByteString::toStringUtf8).toList());
      case GRAPHS ->
          new Attribute.Graphs(
              proto.getGraphsList().stream().map(graph -> decode(graph).buildBody()).toList());
      default ->
          throw new InputException(
              Text.format("values of kind %s are not supported", proto.getType()));
    };
  }

  /** The kind of value; the oldest files do not say, and only the present field tells. */
  private static AttributeProto.AttributeType type(AttributeProto proto) {
    if (proto.getType() != AttributeProto.AttributeType.UNDEFINED) {
      return proto.getType();
    } else if (proto.hasF()) {
      return AttributeProto.AttributeType.FLOAT;
    } else if (proto.hasI()) {
      return AttributeProto.AttributeType.INT;
    } else if (proto.hasS()) {
      return AttributeProto.AttributeType.STRING;
    } else if (proto.hasT()) {
      return AttributeProto.AttributeType.TENSOR;
    } else if (proto.hasG()) {
      return AttributeProto.AttributeType.GRAPH;
    } else if (proto.getFloatsCount() > 0) {
      return AttributeProto.AttributeType.FLOATS;
    } else if (proto.getStringsCount() > 0) {
      return AttributeProto.AttributeType.STRINGS;
    }
    return AttributeProto.AttributeType.INTS;
  }
}
