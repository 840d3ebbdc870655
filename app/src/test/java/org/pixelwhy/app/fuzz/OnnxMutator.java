package org.pixelwhy.app.fuzz;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes graphs that are well-formed as files and wrong in what they say. */
final class OnnxMutator implements Mutator {
  private static final List<String> OPERATORS =
      List.of(
          "Conv",
          "ConvTranspose",
          "MaxPool",
          "AveragePool",
          "GlobalAveragePool",
          "Relu",
          "Clip",
          "Softmax",
          "Reshape",
          "Transpose",
          "Slice",
          "Pad",
          "Concat",
          "Split",
          "Gather",
          "Expand",
          "Tile",
          "Resize",
          "ConstantOfShape",
          "Range",
          "ReduceSum",
          "ReduceMean",
          "MatMul",
          "Gemm",
          "Add",
          "Mul",
          "Div",
          "Pow",
          "BatchNormalization",
          "InstanceNormalization",
          "LayerNormalization",
          "Squeeze",
          "Unsqueeze",
          "Shape",
          "Cast",
          "Where",
          "Loop",
          "If",
          "Scan",
          "NonZero",
          "TopK",
          "OneHot",
          "Einsum",
          "DepthToSpace",
          "SpaceToDepth",
          "GridSample",
          "ScatterND",
          "GatherND",
          "CumSum",
          "Trilu",
          "Identity",
          "Dropout",
          "DequantizeLinear",
          "QuantizeLinear",
          "ArgMax",
          "Attention",
          "Upsample",
          "Flatten",
          "LpPool");

  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    3,
    7,
    64,
    1000,
    60000,
    1L << 20,
    Integer.MAX_VALUE,
    1L << 31,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final ByteMutator bytes = new ByteMutator();

  @Override
  public byte[] mutate(byte[] content, Random random) {
    if (random.nextInt(5) == 0) {
      return bytes.mutate(content, random);
    }
    try {
      ModelProto.Builder model = ModelProto.parseFrom(content).toBuilder();
      int changes = 1 + random.nextInt(3);
      for (int i = 0; i < changes; i++) {
        change(model, random);
      }
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a seed must be a model", e);
    }
  }

  private void change(ModelProto.Builder model, Random random) {
    GraphProto.Builder graph = model.getGraphBuilder();
    switch (random.nextInt(12)) {
      case 0 -> model.getOpsetImportBuilder(0).setVersion(number(random));
      case 1 -> extent(graph.getInputBuilder(random.nextInt(graph.getInputCount())), random);
      case 2 -> extent(graph.getOutputBuilder(random.nextInt(graph.getOutputCount())), random);
      case 3, 4 -> tensor(graph, random);
      case 5 ->
          graph
              .getInputBuilder(0)
              .getTypeBuilder()
              .getTensorTypeBuilder()
              .setElemType(random.nextInt(20));
      default -> node(graph, random);
    }
  }

  private static long number(Random random) {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private static void extent(ValueInfoProto.Builder value, Random random) {
    TensorShapeProto.Builder shape =
        value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    if (shape.getDimCount() > 0 && random.nextInt(4) > 0) {
      shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(number(random));
    } else {
      shape.addDimBuilder().setDimValue(number(random));
    }
  }

  private static void tensor(GraphProto.Builder graph, Random random) {
    if (graph.getInitializerCount() == 0) {
      return;
    }
    TensorProto.Builder tensor =
        graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
    switch (random.nextInt(5)) {
      case 0 -> tensor.setDataType(random.nextInt(20));
      case 1 -> tensor.addDims(number(random));
      case 2 -> tensor.clearDims();
      case 3 -> {
        if (tensor.getDimsCount() > 0) {
          tensor.setDims(random.nextInt(tensor.getDimsCount()), number(random));
        }
      }
      default -> numbers(tensor, random);
    }
  }

  /** What a tensor of whole numbers holds is often a shape, a pad or a bound. */
  private static void numbers(TensorProto.Builder tensor, Random random) {
    if (tensor.getDataType() == TensorProto.DataType.INT64.getNumber()
        && !tensor.getRawData().isEmpty()) {
      byte[] raw = tensor.getRawData().toByteArray();
      ByteBuffer.wrap(raw)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(8 * random.nextInt(raw.length / 8), number(random));
      tensor.setRawData(ByteString.copyFrom(raw));
    } else if (tensor.getInt64DataCount() > 0) {
      tensor.setInt64Data(random.nextInt(tensor.getInt64DataCount()), number(random));
    }
  }

  private static void node(GraphProto.Builder graph, Random random) {
    if (graph.getNodeCount() == 0) {
      return;
    }
    int at = random.nextInt(graph.getNodeCount());
    NodeProto.Builder node = graph.getNodeBuilder(at);
    switch (random.nextInt(9)) {
      case 0 -> node.setOpType(OPERATORS.get(random.nextInt(OPERATORS.size())));
      case 1 -> graph.removeNode(at);
      case 2 -> node.clearInput();
      case 3 -> node.addInput(anyTensor(graph, random));
      case 4 -> {
        if (node.getInputCount() > 0) {
          node.setInput(random.nextInt(node.getInputCount()), anyTensor(graph, random));
        }
      }
      case 5 -> node.addOutput("extra" + random.nextInt(3));
      case 6 ->
          node.addAttribute(
              ints(List.of("axes", "pads", "perm", "strides").get(random.nextInt(4)), random));
      default -> attribute(node, random);
    }
  }

  private static String anyTensor(GraphProto.Builder graph, Random random) {
    List<String> names = new ArrayList<>(List.of(""));
    graph.getInputList().forEach(input -> names.add(input.getName()));
    graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
    graph.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
    return names.get(random.nextInt(names.size()));
  }

  private static AttributeProto ints(String name, Random random) {
    AttributeProto.Builder made =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (int i = random.nextInt(5); i >= 0; i--) {
      made.addInts(number(random));
    }
    return made.build();
  }

  private static void attribute(NodeProto.Builder node, Random random) {
    if (node.getAttributeCount() == 0) {
      return;
    }
    int at = random.nextInt(node.getAttributeCount());
    AttributeProto.Builder attribute = node.getAttributeBuilder(at);
    if (attribute.getIntsCount() > 0 && random.nextBoolean()) {
      attribute.setInts(random.nextInt(attribute.getIntsCount()), number(random));
    } else if (attribute.getType() == AttributeProto.AttributeType.INT) {
      attribute.setI(number(random));
    } else if (random.nextBoolean()) {
      attribute.addInts(number(random));
    } else {
      node.removeAttribute(at);
    }
  }
}
