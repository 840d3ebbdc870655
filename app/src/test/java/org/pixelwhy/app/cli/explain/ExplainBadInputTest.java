package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.app.cli.SquarePicture;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import picocli.CommandLine;

/** What cannot be explained is refused in a line or two, and no file is written. */
class ExplainBadInputTest {
  private static final int SIZE = 32;

  @TempDir Path folder;

  private Path model;
  private Path image;
  private Path out;

  @BeforeEach
  void writeWhatCanBeExplained() {
    model = folder.resolve("net.onnx");
    image = folder.resolve("image.npy");
    out = folder.resolve("out");
    OnnxWriter.write(net(1, 0), model);
    Npy.write(image, Tensor.filled(DataType.FLOAT, 0.5, 1, 1, SIZE, SIZE));
  }

  /**
   * A network of fixed size with one layer and three classes, of which class 1 is predicted
   * everywhere.
   *
   * @param weight of the layer
   * @param added to every class: the logarithm of a number, added where that is not 0
   */
  private static Graph net(float weight, float added) {
    GraphBuilder builder = Graph.builder("net", 17);
    builder.input(Value.of("image", DataType.FLOAT, 1, 1, SIZE, SIZE));
    builder.initializer("weight", Tensor.of(new float[] {weight}, 1, 1, 1, 1));
    builder.initializer("head", Tensor.of(new float[] {-1, 1, 0}, 3, 1, 1, 1));
    builder.add(node("Conv", "conv", "image", "weight"));
    builder.add(node("Relu", "relu", "conv"));
    builder.add(node("Conv", "logits", "relu", "head"));
    if (added == 0) {
      return builder.outputs(List.of("logits")).build();
    }
    builder.initializer("number", Tensor.of(new float[] {added}, 1));
    builder.add(node("Log", "log", "number"));
    builder.add(node("Add", "sum", "logits", "log"));
    return builder.outputs(List.of("sum")).build();
  }

  private static Node node(String op, String output, String... inputs) {
    return new Node(output, "", op, List.of(inputs), List.of(output), Map.<String, Attribute>of());
  }

  private List<String> arguments(String... more) {
    List<String> args = new ArrayList<>(List.of("explain", "--model", model.toString()));
    args.addAll(List.of("--image", image.toString(), "--out", out.toString()));
    List<String> given = Arrays.asList(more);
    if (!given.contains("--method")) {
      args.addAll(List.of("--method", "saliency"));
    }
    args.addAll(given);
    return args;
  }

  /** Runs within this process, which takes a fraction of a second. */
  private void assertRefused(List<String> arguments, String... expected) throws IOException {
    StringWriter printed = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        CommandLines.plain().setOut(new PrintWriter(printed)).setErr(new PrintWriter(err, true));
    int exitCode = CommandLines.run(commandLine, arguments.toArray(String[]::new));
    assertRefused(new Subprocess(exitCode, printed.toString(), err.toString()), expected);
  }

  /** Runs in a process of its own: also what native code prints is seen. */
  private void assertProcessRefused(List<String> arguments, String... expected) throws IOException {
    assertRefused(Subprocess.run(folder, arguments.toArray(String[]::new)), expected);
  }

  private void assertRefused(Subprocess refused, String... expected) throws IOException {
    assertEquals(2, refused.exitCode(), refused.err());
    assertEquals("", refused.out());
    List<String> lines = refused.errorLines();
    assertTrue(lines.size() == 1 || lines.size() == 2, "one or two lines: " + refused.err());
    assertTrue(lines.get(0).startsWith("pixelwhy: "), refused.err());
    assertFalse(refused.err().contains("\tat "), refused.err());
    for (String part : expected) {
      assertTrue(refused.err().contains(part), "'" + part + "' in " + refused.err());
    }
    assertEquals(List.of(), filesIn(out));
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.equals(folder)).toList();
    }
  }

  @Test
  void whatTheseTestsSpoilIsExplainedAsItIs() {
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        CommandLines.plain()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true));
    assertEquals(
        0, CommandLines.run(commandLine, arguments().toArray(String[]::new)), err.toString());
    assertTrue(Files.exists(out.resolve("report.html")));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void aTruncatedModelIsRefused(double share) throws IOException {
    byte[] whole = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(whole, (int) (share * whole.length)));
    assertRefused(arguments(), "net.onnx");
  }

  @Test
  void anEmptyModelIsRefused() throws IOException {
    Files.write(model, new byte[0]);
    assertRefused(arguments(), "net.onnx", "empty");
  }

  @Test
  void aTextInPlaceOfAModelIsRefused() throws IOException {
    Files.writeString(model, "This is no network.\n");
    assertProcessRefused(arguments(), "net.onnx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0089PNG\r\n\u001a\n", "PK\u0003\u0004", "\u0089HDF\r\n\u001a\n"})
  void aFileOfAnotherKindInPlaceOfAModelIsRefused(String start) throws IOException {
    byte[] bytes = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 200);
    Files.write(model, bytes);
    assertRefused(arguments(), "net.onnx");
  }

  private ModelProto.Builder proto() {
    try {
      return ModelProto.parseFrom(OnnxWriter.toBytes(net(1, 0))).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private void writeModel(ModelProto.Builder damaged) throws IOException {
    Files.write(model, damaged.build().toByteArray());
  }

  @Test
  void weightsInAFileThatIsMissingAreRefused() throws IOException {
    ModelProto.Builder damaged = proto();
    damaged
        .getGraphBuilder()
        .getInitializerBuilder(0)
        .clearRawData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(
            StringStringEntryProto.newBuilder().setKey("location").setValue("lost.data"));
    writeModel(damaged);
    assertRefused(arguments(), "net.onnx", "lost.data");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws IOException {
    OnnxWriter.write(net(Float.NaN, 0), model);
    assertRefused(arguments(), "'weight'", "NaN");
  }

  @Test
  void anOutputThatIsNoNumberIsRefused() throws IOException {
    OnnxWriter.write(net(1, -1), model);
    assertProcessRefused(arguments(), "image.npy: ", "NaN");
  }

  @Test
  void weightsThatClaimATerabyteAreRefused() throws IOException {
    ModelProto.Builder damaged = proto();
    damaged.getGraphBuilder().getInitializerBuilder(0).clearDims().addDims(1L << 38);
    writeModel(damaged);
    assertProcessRefused(arguments(), "net.onnx", "weight");
  }

  @Test
  void anInputThatClaimsATerabyteIsRefused() throws IOException {
    GraphBuilder builder = Graph.builder("net", 17);
    builder.input(Value.of("image", DataType.FLOAT, 1, 1, 1 << 19, 1 << 19));
    builder.add(node("Relu", "relu", "image"));
    OnnxWriter.write(builder.outputs(List.of("relu")).build(), model);
    assertRefused(arguments(), "1024.0 GiB");
    image = SquarePicture.in(folder);
    assertProcessRefused(arguments(), "1024.0 GiB");
  }

  @Test
  void aGraphThatRunsInACircleIsRefused() throws IOException {
    ModelProto.Builder damaged = proto();
    List<NodeProto> nodes = damaged.getGraph().getNodeList();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).getOpType().equals("Relu")) {
        damaged.getGraphBuilder().getNodeBuilder(i).setOpType("Add").addInput("back");
      }
    }
    damaged
        .getGraphBuilder()
        .addNode(NodeProto.newBuilder().setOpType("Exp").addInput("relu").addOutput("back"));
    writeModel(damaged);
    assertRefused(arguments(), "net.onnx", "cycle");
  }

  @ParameterizedTest
  @CsvSource({"3, 32", "1, 48"})
  void anArrayOfAnotherShapeThanTheNetworksInputIsRefused(int channels, int size)
      throws IOException {
    Npy.write(image, Tensor.filled(DataType.FLOAT, 0.5, 1, channels, size, size));
    assertRefused(arguments(), "image.npy: ", "[1,%d,%d,%d]".formatted(channels, size, size));
  }

  @Test
  void aSizeThatTheNetworkDoesNotTakeIsRefused() throws IOException {
    image = SquarePicture.in(folder);
    assertRefused(arguments("--size", "48x40"), "48", "40", "32");
  }

  @Test
  void anArrayWithAValueThatIsNoNumberIsRefused() throws IOException {
    Tensor spoilt = Tensor.filled(DataType.FLOAT, 0.5, 1, 1, SIZE, SIZE);
    float[] values = spoilt.toFloats();
    values[5] = Float.NaN;
    Npy.write(image, Tensor.of(values, 1, 1, SIZE, SIZE));
    assertRefused(arguments(), "image.npy: ", "NaN", "element 5");
  }

  @Test
  void aClassPredictedNowhereIsRefused() throws IOException {
    assertRefused(arguments("--target", "class:2"), "class 2 is predicted nowhere", "1: 1024");
  }

  @Test
  void anUnknownClassIsAnsweredWithTheNearestOne() throws IOException {
    assertRefused(
        arguments("--classes", "soil,nucleus,membrane", "--target", "class:nuclues"),
        "class 'nuclues'",
        "'nucleus'");
  }

  @Test
  void anUnknownLayerIsAnsweredWithTheNearestOne() throws IOException {
    assertRefused(arguments("--method", "grad-cam", "--layer", "rleu"), "layer 'rleu'", "'relu'");
  }

  @Test
  void anUnknownMethodIsAnsweredWithTheNearestOne() throws IOException {
    assertRefused(arguments("--method", "slaiency"), "method 'slaiency'", "'saliency'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "out/why"})
  void anOutputFolderInWhosePlaceIsAFileIsRefusedAndTheFileKept(String chosen) throws IOException {
    Files.writeString(folder.resolve("out"), "mine");
    out = folder.resolve(chosen);
    assertRefused(arguments(), "cannot write to folder", "--out");
    assertEquals("mine", Files.readString(folder.resolve("out")));
  }
}
