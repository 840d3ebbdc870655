package org.pixelwhy.app.cli.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Ran;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.image.io.PngWriter;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.study.SimpleNetwork;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

class PredictCommandTest {
  private static final int SIDE = 20;
  private static final int SLICES = 6;

  @TempDir Path folder;
  private Path out;

  /** The network calls foreground what is brighter than 0.6 of the whole range. */
  @BeforeEach
  void writeNetwork() {
    out = folder.resolve("out");
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("net.onnx"));
  }

  private Ran predict(String... more) {
    return predictBy("net.onnx", more);
  }

  private Ran predictBy(String network, String... more) {
    List<String> args = new ArrayList<>(List.of("predict", folder.resolve(network).toString()));
    args.addAll(List.of(more));
    args.addAll(List.of("--channels", "grey", "--scale", "1/255", "--out", out.toString()));
    return Ran.of(args);
  }

  /** Bright in the left part. */
  private Path picture(String name, int height, int width, int bright) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < height * width; i++) {
      picture.getRaster().setSample(i % width, i / width, 0, i % width < bright ? 250 : 20);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    PngWriter.write(file, picture);
    return file;
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.resolve("prediction.json").toFile());
  }

  @Test
  void masksOfSeveralImagesStandInOneFolder() throws IOException {
    picture("in/a.png", 12, SIDE, 5);
    picture("in/b.png", 12, SIDE, 0);
    Ran ran = predict(folder.resolve("in").toString(), "--probabilities", "--overlays");
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    Mask mask = MaskReader.read(out.resolve("masks/a.png"), 1);
    assertEquals(12, mask.height());
    assertEquals(5 * 12, mask.count());
    assertEquals(0, MaskReader.read(out.resolve("masks/b.png")).count());
    Tensor likely = Npy.read(out.resolve("probabilities/a.npy"));
    assertArrayEquals(new long[] {1, 12, SIDE}, likely.shape().dims());
    assertTrue(likely.get(0) > 0.5f && likely.get(SIDE - 1) < 0.5f);
    assertEquals(SIDE, ImageReader.read(out.resolve("overlays/a.png")).width());
    String table = Files.readString(out.resolve("areas.csv"));
    assertTrue(table.startsWith("image,class,label,pixels,share,mm2,ml,dice,iou\n"), table);
    assertTrue(table.contains(",1,60,0.25,,,,"), table);
    assertTrue(ran.out().contains("60 pixels (25.0 %)"), ran.out());
    assertEquals("masks/a.png", json().at("/images/0/mask").asText());
    assertEquals(64, json().at("/model/sha256").asText().length());
    assertEquals(2, json().at("/provenance/imageSha256").size());
  }

  @Test
  void whatAnEarlierRunWroteGoes() throws IOException {
    Path first = picture("a.png", 12, SIDE, 5);
    Path second = picture("b.png", 12, SIDE, 5);
    predict(first.toString(), "--overlays");
    Files.writeString(out.resolve("mine.txt"), "mine");
    assertEquals(ExitCode.OK, predict(second.toString()).code());
    assertFalse(Files.exists(out.resolve("overlays")));
    assertFalse(Files.exists(out.resolve("masks/a.png")));
    assertTrue(Files.exists(out.resolve("masks/b.png")));
    assertTrue(Files.exists(out.resolve("mine.txt")));
  }

  @Test
  void theGroundTruthGivesDiceAndIou() throws IOException {
    Path image = picture("in/a.png", 12, SIDE, 8);
    Path truth = picture("truth/a_mask.png", 12, SIDE, 4);
    // A mask is what is not zero.
    BufferedImage mask = new BufferedImage(SIDE, 12, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 12 * SIDE; i++) {
      mask.getRaster().setSample(i % SIDE, i / SIDE, 0, i % SIDE < 4 ? 255 : 0);
    }
    PngWriter.write(truth, mask);
    for (List<String> option :
        List.of(
            List.of("--masks", truth.getParent().toString()),
            List.of("--reference", truth.toString()))) {
      Ran ran = predict(image.toString(), option.get(0), option.get(1));
      assertEquals(ExitCode.OK, ran.code(), ran.err());
      assertEquals(2.0 / 3, json().at("/images/0/classes/0/dice").asDouble(), 1e-12);
      assertEquals(0.5, json().at("/images/0/classes/0/iou").asDouble(), 1e-12);
      assertTrue(ran.out().contains("Dice 0.6667, IoU 0.5000"), ran.out());
    }
  }

  private Path volume() {
    byte[] voxels = new byte[SIDE * SIDE * SLICES];
    for (int i = 0; i < voxels.length; i++) {
      int slice = i / (SIDE * SIDE);
      voxels[i] = (byte) (i % SIDE < slice ? 250 : 20);
    }
    return NiftiFile.bytes(new int[] {SIDE, SIDE, SLICES}, voxels)
        .write(folder.resolve("ct.nii.gz"));
  }

  @Test
  void aVolumeStandsForItsAxialSlicesAndTheirMaskLiesOverIt() throws IOException {
    Path file = volume();
    Ran ran = predict(file.toString());
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    Path mask = out.resolve("masks/ct_axial.nii.gz");
    assertEquals(VolumeReader.places(file), VolumeReader.places(mask));
    int voxels = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      Mask one = MaskReader.read(out.resolve("masks/ct_axial_" + slice + ".png"));
      float[] values = VolumeReader.read(mask).slice(Plane.AXIAL, slice).values();
      assertEquals(one, Mask.of(one.axes(), i -> values[i] == 1));
      assertEquals(slice * SIDE, one.count());
      voxels += one.count();
    }
    JsonNode whole = json().at("/volumes/0");
    assertEquals("masks/ct_axial.nii.gz", whole.get("mask").asText());
    assertEquals(SLICES, whole.get("slices").asInt());
    assertEquals(voxels / 1000.0, whole.at("/classes/0/ml").asDouble(), 1e-9);
    assertEquals(2 * SIDE, json().at("/images/2/classes/0/mm2").asDouble(), 1e-9);
    assertTrue(ran.out().contains("0.3 ml"), ran.out());
  }

  @Test
  void theMaskOfAVolumeIsComparedWithTheOneThatIsItsReference() throws IOException {
    Path file = volume();
    assertEquals(ExitCode.OK, predict(file.toString()).code());
    Path mask = folder.resolve("truth.nii.gz");
    Files.copy(out.resolve("masks/ct_axial.nii.gz"), mask);
    Ran ran = predict(file + ":axial,1-3", "--reference", mask.toString());
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    assertEquals(3, json().get("images").size());
    assertEquals(1, json().at("/volumes/0/classes/0/dice").asDouble());
  }

  /** Takes 8 x 8 pixels and nothing else, and sees each pixel by itself. */
  private static Graph fixed() {
    GraphBuilder builder = Graph.builder("fixed", 21);
    builder.input(Value.of("image", DataType.FLOAT, 1, 1, 8, 8));
    builder.initializer("weight", Tensor.of(new float[] {1}, 1, 1, 1, 1));
    builder.initializer("bias", Tensor.of(new float[] {-0.6f}, 1));
    builder.add(
        new Node(
            "logits", "", "Conv", List.of("image", "weight", "bias"), List.of("logits"), Map.of()));
    return builder.outputs(List.of("logits")).build();
  }

  @Test
  void tilesLeaveAnImageAsLargeAsItIs() throws IOException {
    OnnxWriter.write(fixed(), folder.resolve("fixed.onnx"));
    Path image = picture("a.png", 13, SIDE, 7);
    Ran ran = predictBy("fixed.onnx", image.toString(), "--tiles", "auto");
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    assertEquals(7 * 13, MaskReader.read(out.resolve("masks/a.png")).count());
    assertEquals(
        MaskReader.read(image).height(), MaskReader.read(out.resolve("masks/a.png")).height());
    ran = predictBy("fixed.onnx", image.toString(), "--tiles", "8,3");
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    assertEquals(7 * 13, MaskReader.read(out.resolve("masks/a.png")).count());
    assertEquals(3, json().at("/request/tiles/overlap").asInt());
  }

  @Test
  void anImageIsExplainedInTheTilesInWhichItIsPredictedAndTheRequestRepeatsIt() throws IOException {
    OnnxWriter.write(fixed(), folder.resolve("fixed.onnx"));
    String network = folder.resolve("fixed.onnx").toString();
    String image = picture("a.png", 13, SIDE, 7).toString();
    String[] asked = {"explain", network, image, "--method", "saliency,occlusion", "--channels"};
    List<String> args = new ArrayList<>(List.of(asked));
    args.addAll(List.of("grey", "--scale", "1/255", "--tiles", "8,3", "--out", out.toString()));
    Ran ran = Ran.of(args);
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    Path result = out.resolve("result.json");
    JsonNode json = new ObjectMapper().readTree(result.toFile());
    assertEquals(3, json.at("/request/tiles/overlap").asInt());
    assertTrue(
        json.at("/images/0/notes").toString().contains("tiles of 8x8 pixels, which overlap by 3"),
        json.at("/images/0/notes").toString());
    String again = folder.resolve("again").toString();
    ran = Ran.of(List.of("explain", "--request", result.toString(), "--out", again));
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    JsonNode repeated = new ObjectMapper().readTree(Path.of(again, "result.json").toFile());
    assertEquals(json.at("/request/tiles"), repeated.at("/request/tiles"));
    JsonPointer map = JsonPointer.compile("/images/0/targets/0/maps/0");
    assertEquals(json.at(map), repeated.at(map));
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsWritten() throws IOException {
    String image = picture("a.png", 12, SIDE, 5).toString();
    String other = picture("b.png", 12, SIDE, 5).toString();
    refused("takes many sizes", image, "--tiles", "auto");
    refused("leave out --size", image, "--tiles", "8", "--size", "16x16");
    refused("overlap", image, "--tiles", "8,8");
    refused("no such folder", image, "--masks", image);
    refused("one image or volume", image, other, "--reference", image);
    refused("Missing required option: '--image", new String[0]);
  }

  private void refused(String why, String... args) {
    Ran ran = predict(args);
    assertEquals(ExitCode.BAD_INPUT, ran.code());
    assertTrue(ran.err().contains(why), ran.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void anImageThatCannotBePredictedDoesNotKeepTheOthersFromIt() throws IOException {
    Path good = picture("in/a.png", 12, SIDE, 5);
    Path bad = folder.resolve("in/b.png");
    Files.write(bad, new byte[] {1, 2, 3});
    Ran ran = predict(good.toString(), bad.toString());
    assertEquals(ExitCode.SOME_FAILED, ran.code());
    assertTrue(ran.out().contains("not predicted: " + bad), ran.out());
    assertTrue(Files.exists(out.resolve("masks/a.png")));
    assertEquals(1, json().get("failed").size());
  }
}
