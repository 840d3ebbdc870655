package org.pixelwhy.onnx.format;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;

class HostileInputTest {
  private static final byte[] SMALL =
      Protos.adding(Protos.tensor(DataType.FLOAT, 2).addFloatData(1).addFloatData(2))
          .build()
          .toByteArray();

  @Test
  void filesOfOtherKindsAreNamed() {
    assertRefused("empty", new byte[0]);
    assertRefused("ONNX model", "hello, this is text".getBytes(StandardCharsets.UTF_8));
    assertRefused("PNG image", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
    assertRefused("zip archive", new byte[] {'P', 'K', 3, 4, 0, 0});
    assertRefused("ONNX model", new byte[1024]);
  }

  @Test
  void aMissingFileAndAFolderAreNamed(@TempDir Path folder) {
    Path missing = folder.resolve("missing.onnx");
    String message =
        assertThrows(InputException.class, () -> OnnxReader.read(missing)).getMessage();
    assertTrue(message.startsWith(missing.toString()), message);
    assertThrows(InputException.class, () -> OnnxReader.read(folder));
  }

  @Test
  void truncatedFilesAreRefused() {
    for (int length = 0; length < SMALL.length; length++) {
      onlyInputException(Arrays.copyOf(SMALL, length));
    }
  }

  @Test
  void flippedBitsNeverCauseAnythingButAnInputException() {
    byte[] model = rich().build().toByteArray();
    Random random = new Random(1);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (int i = 0; i < 3000; i++) {
            byte[] damaged = model.clone();
            int flips = 1 + random.nextInt(3);
            for (int k = 0; k < flips; k++) {
              damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            onlyInputException(damaged);
          }
        });
  }

  /** A model with a loop, a branch, old operators and typed data, to damage. */
  private static ModelProto.Builder rich() {
    GraphProto.Builder body =
        GraphProto.newBuilder()
            .addInput(Protos.value("i", DataType.INT64))
            .addInput(Protos.value("c", DataType.BOOL))
            .addInput(Protos.value("v", DataType.FLOAT, 2))
            .addNode(Protos.node("Softmax", List.of("v"), "u"))
            .addOutput(Protos.value("c", DataType.BOOL))
            .addOutput(Protos.value("u", DataType.FLOAT, 2));
    return Protos.model(
        GraphProto.newBuilder()
            .setName("rich")
            .addInput(Protos.value("x", DataType.FLOAT, 1, 2))
            .addInitializer(Protos.tensor(DataType.INT64).setName("n").addInt64Data(3))
            .addInitializer(Protos.tensor(DataType.BOOL).setName("yes").addInt32Data(1))
            .addInitializer(
                Protos.tensor(DataType.FLOAT16, 2).setName("w").addAllInt32Data(List.of(1, 2)))
            .addNode(Protos.node("Clip", List.of("x"), "clipped"))
            .addNode(
                Protos.node("Loop", List.of("n", "yes", "clipped"), "looped")
                    .addAttribute(Protos.body("body", body)))
            .addNode(Protos.node("Add", List.of("looped", "w"), "y"))
            .addOutput(Protos.value("y", DataType.FLOAT, 1, 2)),
        9);
  }

  @Test
  void absurdSizesAreRefused() {
    assertRefused("2 GiB", adding(Protos.tensor(DataType.FLOAT, 1L << 40)));
    assertRefused("too many", adding(Protos.tensor(DataType.FLOAT, 1L << 40, 1L << 40)));
    assertRefused("negative", adding(Protos.tensor(DataType.FLOAT, -2)));
    assertRefused("need 1073741824 bytes", adding(raw(4, 1 << 28)));
    assertRefused("need 8 bytes", adding(raw(4, 2)));
    assertRefused("need 8 bytes", adding(raw(9, 2)));
    assertRefused("need 2 values", adding(Protos.tensor(DataType.FLOAT, 2).addFloatData(1)));
  }

  private static TensorProto.Builder raw(int bytes, long... dims) {
    return Protos.tensor(DataType.FLOAT, dims).setRawData(ByteString.copyFrom(new byte[bytes]));
  }

  @Test
  void aFieldThatClaimsTwoGigabytesInASmallFileIsRefused() {
    byte[] claim = new byte[1024];
    claim[0] = 0x3a; // the graph, of the length that the next five bytes say
    byte[] length = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
    System.arraycopy(length, 0, claim, 1, length.length);
    assertRefused("ONNX model", claim);
  }

  @Test
  void malformedGraphsAreRefused() {
    assertRefused("'gone'", graph(Protos.node("Relu", List.of("gone"), "y")));
    assertRefused(
        "cycle",
        graph(Protos.node("Add", List.of("x", "z"), "y"), Protos.node("Relu", List.of("y"), "z")));
    assertRefused(
        "used twice",
        graph(Protos.node("Relu", List.of("x"), "y"), Protos.node("Abs", List.of("x"), "y")));
    assertRefused("no operator", graph(Protos.node("", List.of("x"), "y")));
  }

  private static byte[] graph(ai.onnx.proto.OnnxMl.NodeProto.Builder... nodes) {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInput(Protos.value("x", DataType.FLOAT, 2))
            .addOutput(Protos.value("y", DataType.FLOAT, 2));
    for (var node : nodes) {
      graph.addNode(node);
    }
    return Protos.model(graph, 17).build().toByteArray();
  }

  @Test
  void deeplyNestedBodiesAreRefused() {
    GraphProto.Builder graph = GraphProto.newBuilder();
    for (int depth = 0; depth < 200; depth++) {
      graph =
          GraphProto.newBuilder()
              .addNode(Protos.node("If", List.of("c"), "y").addAttribute(Protos.body("b", graph)));
    }
    assertRefused("too many levels of nesting", Protos.model(graph, 17).build().toByteArray());
  }

  @Test
  void opsetsAndModelsWithoutAGraphAreRefused() {
    ModelProto.Builder empty = ModelProto.newBuilder().setIrVersion(8);
    assertRefused("found none", empty.build().toByteArray());
    for (long opset : new long[] {-1, 0, 6, 1000}) {
      assertRefused(
          "opset " + opset, Protos.model(GraphProto.newBuilder(), opset).build().toByteArray());
    }
    assertRefused(
        "opset 0", ModelProto.newBuilder().setGraph(GraphProto.newBuilder()).build().toByteArray());
  }

  @Test
  void weightsThatAreNoNumbersAreRefusedUnlessAllowed() {
    byte[] model = adding(Protos.tensor(DataType.FLOAT, 2).addFloatData(Float.NaN).addFloatData(1));
    assertRefused("'w' (1 of 2 values)", model);
    OnnxReader.read(model, ReadOptions.defaults().withAllowNonFinite(true));
    assertRefused(
        "infinite",
        adding(
            Protos.tensor(DataType.FLOAT, 2)
                .addFloatData(Float.POSITIVE_INFINITY)
                .addFloatData(1)));
  }

  @Test
  void unsupportedKindsOfDataAreRefused() {
    assertRefused("element type 8", adding(TensorProto.newBuilder().setDataType(8).addDims(2)));
    assertRefused("element type 999", adding(TensorProto.newBuilder().setDataType(999)));
    ModelProto.Builder sparse =
        Protos.adding(Protos.tensor(DataType.FLOAT, 2).addFloatData(1).addFloatData(2));
    sparse.getGraphBuilder().addSparseInitializer(SparseTensorProto.newBuilder());
    assertRefused("sparse", sparse.build().toByteArray());
  }

  @Test
  void loopsThatGrowBeyondMeasureAreRefused() {
    ModelProto.Builder model = rich();
    model.getGraphBuilder().getInitializerBuilder(0).setInt64Data(0, 1L << 60);
    assertRefused("cannot be unrolled", model.build().toByteArray());
  }

  @Test
  void externalDataMustLieBesideTheModel(@TempDir Path folder) throws IOException {
    Path models = Files.createDirectory(folder.resolve("models"));
    Files.write(folder.resolve("secret.bin"), new byte[64]);
    Files.write(models.resolve("short.bin"), new byte[4]);
    Files.createSymbolicLink(models.resolve("link.bin"), folder.resolve("secret.bin"));
    assertExternal(models, "'missing.bin', which does not exist", "missing.bin", "0", "8");
    assertExternal(models, "outside", "../secret.bin", "0", "8");
    assertExternal(models, "outside", folder.resolve("secret.bin").toString(), "0", "8");
    assertExternal(models, "outside", "link.bin", "0", "8");
    assertExternal(models, "has 4 bytes", "short.bin", "0", "8");
    assertExternal(models, "has 4 bytes", "short.bin", "" + Long.MAX_VALUE, "8");
    assertExternal(models, "offset '-1'", "short.bin", "-1", "8");
    assertExternal(models, "needs 8 bytes", "short.bin", "0", "4");
    assertExternal(models, "no usable file name", "a\0b", "0", "8");
    assertExternal(models, "outside", "", "0", "8");
  }

  private static void assertExternal(
      Path folder, String expected, String location, String offset, String length)
      throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.write(
        file,
        adding(
            Protos.external(Map.of("location", location, "offset", offset, "length", length), 2)));
    InputException refusal = assertThrows(InputException.class, () -> OnnxReader.read(file));
    assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    assertTrue(refusal.getMessage().startsWith(file.toString()), refusal.getMessage());
  }

  private static byte[] adding(TensorProto.Builder weight) {
    return Protos.adding(weight).build().toByteArray();
  }

  private static void onlyInputException(byte[] content) {
    try {
      OnnxReader.read(content);
    } catch (InputException e) {
      assertTrue(e.getMessage().lines().count() <= 2, e.getMessage());
    }
  }

  private static void assertRefused(String expected, byte[] content) {
    InputException refusal = assertThrows(InputException.class, () -> OnnxReader.read(content));
    assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
  }
}
