package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import org.pixelwhy.tensor.DataType;

/** Small protobuf messages for tests. */
final class Protos {
  private Protos() {}

  static ModelProto.Builder model(GraphProto.Builder graph, long opset) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .setGraph(graph);
  }

  /** A model that adds the constant {@code w} to its input. */
  static ModelProto.Builder adding(TensorProto.Builder weight) {
    return model(
        GraphProto.newBuilder()
            .setName("adding")
            .addInput(value("x", DataType.FLOAT, 2))
            .addInitializer(weight.setName("w"))
            .addNode(node("Add", List.of("x", "w"), "y"))
            .addOutput(value("y", DataType.FLOAT, 2)),
        17);
  }

  static TensorProto.Builder tensor(DataType type, long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.code());
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    return tensor;
  }

  static TensorProto.Builder external(Map<String, String> entries, long... dims) {
    TensorProto.Builder tensor =
        tensor(DataType.FLOAT, dims).setDataLocation(TensorProto.DataLocation.EXTERNAL);
    entries.forEach(
        (key, value) ->
            tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return tensor;
  }

  static NodeProto.Builder node(String op, List<String> inputs, String... outputs) {
    return NodeProto.newBuilder().setOpType(op).addAllInput(inputs).addAllOutput(List.of(outputs));
  }

  static AttributeProto.Builder body(String name, GraphProto.Builder graph) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(graph);
  }

  static ValueInfoProto.Builder value(String name, DataType type, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.code()).setShape(shape)));
  }
}
