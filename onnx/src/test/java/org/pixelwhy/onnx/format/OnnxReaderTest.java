package org.pixelwhy.onnx.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class OnnxReaderTest {
  private static final ReadOptions AS_IS = ReadOptions.defaults().withKeepPrecision(true);

  @Test
  void typedDataFieldsOfEveryTypeAreRead() {
    assertWeight(
        new double[] {1.5, -2}, tensor(DataType.FLOAT).addFloatData(1.5f).addFloatData(-2));
    assertWeight(
        new double[] {1.5, -2}, tensor(DataType.DOUBLE).addDoubleData(1.5).addDoubleData(-2));
    assertWeight(new double[] {1, -2}, tensor(DataType.INT64).addInt64Data(1).addInt64Data(-2));
    assertWeight(
        new double[] {1, 0x1p63}, tensor(DataType.UINT64).addUint64Data(1).addUint64Data(1L << 63));
    assertWeight(
        new double[] {1, 4294967295.0},
        tensor(DataType.UINT32).addUint64Data(1).addUint64Data(0xffffffffL));
    for (DataType type : List.of(DataType.INT32, DataType.INT16, DataType.INT8)) {
      assertWeight(new double[] {1, -2}, tensor(type).addInt32Data(1).addInt32Data(-2));
    }
    assertWeight(
        new double[] {1, 65535}, tensor(DataType.UINT16).addInt32Data(1).addInt32Data(65535));
    assertWeight(new double[] {1, 255}, tensor(DataType.UINT8).addInt32Data(1).addInt32Data(255));
    assertWeight(new double[] {0, 1}, tensor(DataType.BOOL).addInt32Data(0).addInt32Data(1));
    assertWeight(
        new double[] {1, -2}, tensor(DataType.FLOAT16).addInt32Data(0x3c00).addInt32Data(0xc000));
    assertWeight(
        new double[] {1, -2}, tensor(DataType.BFLOAT16).addInt32Data(0x3f80).addInt32Data(0xc000));
  }

  private static TensorProto.Builder tensor(DataType type) {
    return Protos.tensor(type, 2);
  }

  private static void assertWeight(double[] expected, TensorProto.Builder proto) {
    Graph graph = OnnxReader.read(Protos.adding(proto).build().toByteArray(), AS_IS).original();
    assertEquals(proto.getDataType(), graph.initializers().get("w").type().code());
    assertArrayEquals(expected, graph.initializers().get("w").toDoubles());
  }

  @Test
  void severalTensorsShareOneExternalFile(@TempDir Path folder) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(9).putFloat(1).putFloat(2).putFloat(3).putFloat(4);
    Files.write(folder.resolve("weights.bin"), bytes.array());
    ModelProto.Builder model =
        Protos.adding(Protos.external(Map.of("location", "weights.bin", "offset", "4"), 2));
    model
        .getGraphBuilder()
        .addInitializer(
            Protos.external(Map.of("location", "weights.bin", "offset", "12", "length", "8"), 2)
                .setName("v"));
    Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
    Graph graph = OnnxReader.read(folder.resolve("model.onnx")).original();
    assertArrayEquals(new float[] {1, 2}, graph.initializers().get("w").toFloats());
    assertArrayEquals(new float[] {3, 4}, graph.initializers().get("v").toFloats());
    assertEquals(
        List.of(folder.resolve("model.onnx"), folder.resolve("weights.bin")),
        OnnxReader.files(folder.resolve("model.onnx")));
  }

  @Test
  void filesInABodyAreFoundAndAMissingOneIsNamed(@TempDir Path folder) throws IOException {
    ModelProto.Builder inner =
        Protos.adding(Protos.external(Map.of("location", "deep/weights.bin"), 2));
    ModelProto.Builder model = Protos.adding(tensor(DataType.FLOAT).addFloatData(1));
    model
        .getGraphBuilder()
        .addNode(
            Protos.node("If", List.of("x"), "z")
                .addAttribute(Protos.body("then_branch", inner.getGraphBuilder())));
    Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
    InputException missing = assertThrows(InputException.class, () -> OnnxReader.files(file));
    assertTrue(missing.getMessage().contains("'deep/weights.bin'"), missing.getMessage());
    Path weights = Files.createDirectory(folder.resolve("deep")).resolve("weights.bin");
    Files.write(weights, new byte[8]);
    assertEquals(List.of(file, weights), OnnxReader.files(file));
  }

  @Test
  void weightsThatAreAlsoInputsBecomeConstants() {
    ModelProto.Builder model =
        Protos.adding(tensor(DataType.FLOAT).addFloatData(1).addFloatData(2)).setIrVersion(3);
    model.getGraphBuilder().addInput(Protos.value("w", DataType.FLOAT, 2));
    OnnxModel read = OnnxReader.read(model.build().toByteArray());
    assertEquals(List.of("x"), read.graph().inputNames());
    assertTrue(read.notes().get(0).contains("1 weights"), read.notes().toString());
  }

  @Test
  void otherPrecisionsBecomeFloatAndThatIsSaid(Engine engine) {
    ModelProto.Builder model =
        Protos.adding(tensor(DataType.DOUBLE).addDoubleData(1.5).addDoubleData(1e300));
    model.getGraphBuilder().setInput(0, Protos.value("x", DataType.DOUBLE, 2));
    model.getGraphBuilder().setOutput(0, Protos.value("y", DataType.DOUBLE, 2));
    byte[] bytes = model.build().toByteArray();
    OnnxModel read = OnnxReader.read(bytes);
    assertTrue(read.notes().get(0).contains("double"), read.notes().toString());
    assertArrayEquals(
        new float[] {2.5f, Float.MAX_VALUE},
        run(engine, read.graph(), Tensor.of(new float[] {1, 1}, 2)));
    assertEquals(
        DataType.DOUBLE, OnnxReader.read(bytes, AS_IS).graph().initializers().get("w").type());
  }

  @Test
  void constantNodesBecomeInitializers() {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInput(Protos.value("x", DataType.FLOAT, 2))
            .addNode(
                Protos.node("Constant", List.of(), "c")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("value_float")
                            .setType(AttributeProto.AttributeType.FLOAT)
                            .setF(3)))
            .addNode(Protos.node("Add", List.of("x", "c"), "y"))
            .addOutput(Protos.value("y", DataType.FLOAT, 2));
    Graph read = OnnxReader.read(Protos.model(graph, 17).build().toByteArray()).graph();
    assertEquals(1, read.nodes().size());
    assertEquals(3, read.initializers().get("c").get(0));
  }

  @Test
  void nestedFunctionsAreInlinedWithTheirAttributes(Engine engine) {
    FunctionProto.Builder leaky =
        function("leaky")
            .addAttribute("slope")
            .addInput("a")
            .addOutput("b")
            .addNode(
                Protos.node("LeakyRelu", List.of("a"), "t")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("alpha")
                            .setType(AttributeProto.AttributeType.FLOAT)
                            .setRefAttrName("slope")))
            .addNode(Protos.node("Neg", List.of("t"), "b"));
    FunctionProto.Builder twice =
        function("twice")
            .addInput("a")
            .addOutput("c")
            .addNode(call("leaky", "a", "t").addAttribute(slope(0.5f)))
            .addNode(call("leaky", "t", "c").addAttribute(slope(0.25f)));
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInput(Protos.value("x", DataType.FLOAT, 2))
            .addNode(call("twice", "x", "t"))
            .addNode(call("twice", "t", "y"))
            .addOutput(Protos.value("y", DataType.FLOAT, 2));
    ModelProto.Builder model =
        Protos.model(graph, 17)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1))
            .addFunctions(leaky)
            .addFunctions(twice);
    Graph read = OnnxReader.read(model.build().toByteArray()).graph();
    assertEquals(8, read.nodes().size());
    // leaky(4, 0.5) = -4; leaky(-4, 0.25) = 1; again: -1, 0.25; and from -4: 2, -2; 1, -1.
    assertArrayEquals(
        new float[] {0.25f, -1}, run(engine, read, Tensor.of(new float[] {4, -4}, 2)));
  }

  private static FunctionProto.Builder function(String name) {
    return FunctionProto.newBuilder()
        .setDomain("own")
        .setName(name)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17));
  }

  private static ai.onnx.proto.OnnxMl.NodeProto.Builder call(String op, String in, String out) {
    return Protos.node(op, List.of(in), out).setDomain("own");
  }

  private static AttributeProto.Builder slope(float value) {
    return AttributeProto.newBuilder()
        .setName("slope")
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value);
  }

  private static float[] run(Engine engine, Graph graph, Tensor x) {
    try (Program program = engine.compile(graph)) {
      return program.run(Map.of("x", x)).get("y").toFloats();
    }
  }
}
