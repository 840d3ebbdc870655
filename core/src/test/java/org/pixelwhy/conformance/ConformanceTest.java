package org.pixelwhy.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.conformance.ConformanceRow.Verdict;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** A set made up here: a network that doubles its input, and the mean over two pixels. */
@ExtendWith(EngineExtension.class)
class ConformanceTest {
  private static final String TARGET =
      "\"target\": {\"kind\": \"region\", \"class\": 0, \"mask\": \"net/mask.npy\"}";

  @TempDir private Path folder;

  private final List<String> cases = new ArrayList<>();

  @BeforeEach
  void writesTheNetwork() throws IOException {
    Files.createDirectories(folder.resolve("net"));
    Tensor two = Tensor.of(new float[] {2}, 1, 1, 1, 1);
    byte[] model =
        OnnxWriter.toBytes(
            new Net(1).input("image", "n", 1, 4, 4).conv("y", "image", two).graph("y"));
    Files.write(folder.resolve("net/model.onnx"), model);
    Npy.write(folder.resolve("net/input_0.npy"), Net.noise(2, 1, 1, 4, 4));
    boolean[] pixels = new boolean[16];
    pixels[5] = true;
    pixels[6] = true;
    Npy.write(folder.resolve("net/mask.npy"), Tensor.of(pixels, 4, 4));
  }

  /** The gradient: 2 / 2 at both pixels, plus an error at the first. */
  private void expect(String file, float error) {
    float[] gradient = new float[16];
    gradient[5] = 1;
    gradient[6] = 1;
    gradient[0] = error;
    Npy.write(folder.resolve("net/" + file), Tensor.of(gradient, 1, 1, 4, 4));
  }

  private void add(String method, String file, String more) {
    cases.add(
        "{\"net\": \"net\", \"input\": \"input_0\", \"method\": \"%s\", \"params\": {}, %s,"
                .formatted(method, TARGET)
            + " \"layer\": null, \"file\": \"net/%s\"%s}".formatted(file, more));
  }

  private void writeManifest() {
    write("{\"cases\": [" + String.join(",", cases) + "]}");
  }

  private void write(String manifest) {
    try {
      Files.writeString(folder.resolve("manifest.json"), manifest);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<ConformanceRow> run(Engine engine) {
    return new Conformance(engine, folder, Set.of(), Set.of()).run(row -> {});
  }

  private ConformanceRow only(Engine engine) {
    List<ConformanceRow> rows = run(engine);
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  @Test
  void aMapWithinTheTolerancePasses(Engine engine) {
    expect("a.npy", 0.9e-4f);
    add("saliency", "a.npy", "");
    writeManifest();
    ConformanceRow row = only(engine);
    assertEquals(Verdict.PASS, row.verdict());
    assertEquals(0.9e-4, row.error(), 1e-9);
    assertFalse(row.decidesAgainst());
  }

  @Test
  void aMapAboveTheToleranceFails(Engine engine) {
    expect("a.npy", 1.1e-4f);
    add("saliency", "a.npy", "");
    writeManifest();
    assertEquals(Verdict.FAIL, only(engine).verdict());
    assertTrue(only(engine).decidesAgainst());
  }

  @Test
  void aFragileCaseIsAllowedFiveTimesItsFragility(Engine engine) {
    expect("a.npy", 9e-4f);
    add("saliency", "a.npy", ", \"float64_rel_dev\": 1e-4, \"jitter_rel_dev\": 1e-4");
    writeManifest();
    assertEquals(1e-3, only(engine).tolerance(), 1e-12);
    assertEquals(Verdict.PASS, only(engine).verdict());
  }

  /** relu(x + 1e-10 - x): what float gives is exactly on the kink, and its gradient none. */
  @Test
  void onAKinkDoubleDecidesAndTheRowSaysSo(Engine engine) throws IOException {
    Net net = new Net(1).input("image", "n", 1, 4, 4);
    net.constant("little", Tensor.of(new float[] {1e-10f}, 1));
    net.constant("x", Net.noise(2, 1, 1, 4, 4));
    net.node("Sub", "difference", "image", "x").node("Add", "above", "difference", "little");
    net.constant("one", Tensor.of(new float[] {1}, 1));
    net.node("Add", "shifted", "above", "one").node("Sub", "kink", "shifted", "one");
    net.node("Relu", "relu", "kink").conv("y", "relu", Tensor.of(new float[] {2}, 1, 1, 1, 1));
    Files.write(folder.resolve("net/model.onnx"), OnnxWriter.toBytes(net.graph("y")));
    expect("a.npy", 0);
    add("saliency", "a.npy", "");
    writeManifest();
    ConformanceRow row = only(engine);
    assertEquals(Verdict.PASS, row.verdict());
    assertEquals(0, row.error());
    assertTrue(row.message().startsWith("in double; in float 1.0e+00"), row.message());
  }

  @Test
  void anUnknownMethodDecidesAgainst(Engine engine) {
    expect("a.npy", 0);
    add("divination", "a.npy", "");
    writeManifest();
    assertEquals(Verdict.UNSUPPORTED, only(engine).verdict());
    assertTrue(only(engine).decidesAgainst());
  }

  @Test
  void whatIsNoReferenceNeverDecides(Engine engine) {
    expect("a.npy", 1);
    add("saliency", "a.npy", ", \"reference\": false");
    add("divination", "a.npy", ", \"reference\": false");
    writeManifest();
    for (ConformanceRow row : run(engine)) {
      assertEquals(Verdict.INFORMATIVE, row.verdict());
      assertFalse(row.decidesAgainst());
    }
    assertEquals(2, ConformanceSummary.of("all", run(engine)).informative());
  }

  @Test
  void aMapOfAnotherShapeFailsAndTheOthersAreStillCompared(Engine engine) {
    Npy.write(folder.resolve("net/small.npy"), Tensor.of(new float[4], 1, 1, 2, 2));
    expect("a.npy", 0);
    add("saliency", "small.npy", "");
    add("saliency", "a.npy", "");
    writeManifest();
    List<ConformanceRow> rows = run(engine);
    assertEquals(Verdict.FAIL, rows.get(0).verdict());
    assertTrue(rows.get(0).message().contains("[1,1,2,2]"), rows.get(0).message());
    assertEquals(Verdict.PASS, rows.get(1).verdict());
  }

  @Test
  void onlyWhatIsAskedForRuns(Engine engine) {
    expect("a.npy", 0);
    add("saliency", "a.npy", "");
    add("input_x_gradient", "a.npy", "");
    writeManifest();
    assertEquals(
        1,
        new Conformance(engine, folder, Set.of("saliency"), Set.of("net")).run(row -> {}).size());
    InputException e =
        assertThrows(
            InputException.class,
            () -> new Conformance(engine, folder, Set.of("salience"), Set.of()));
    assertTrue(e.getMessage().contains("saliency"), e.getMessage());
  }

  private void assertRefused(Engine engine, String part) {
    InputException e = assertThrows(InputException.class, () -> run(engine));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void aFolderWithoutManifestIsRefused(Engine engine) {
    assertRefused(engine, "manifest.json: no such file");
  }

  @Test
  void aDamagedManifestIsRefused(Engine engine) {
    write("{\"cases\": [");
    assertRefused(engine, "is not JSON");
    write("[1, 2]");
    assertRefused(engine, "lists no cases");
    write("{\"cases\": [{\"net\": \"net\", \"input\": 3}]}");
    assertRefused(engine, "'input' must be text");
    write("[".repeat(100_000));
    assertRefused(engine, "is not JSON");
  }

  @Test
  void filesThatAreMissingDamagedOrOutsideTheFolderAreRefused(Engine engine) throws IOException {
    add("saliency", "missing.npy", "");
    writeManifest();
    assertRefused(engine, "missing.npy: no such file");
    cases.clear();
    Files.writeString(folder.resolve("net/text.npy"), "no array");
    add("saliency", "text.npy", "");
    writeManifest();
    assertRefused(engine, "text.npy");
    cases.clear();
    add("saliency", "../../elsewhere.npy", "");
    writeManifest();
    assertRefused(engine, "outside its folder");
  }

  @Test
  void aNetworkThatCannotBeReadFailsItsCases(Engine engine) throws IOException {
    Files.writeString(folder.resolve("net/model.onnx"), "no network");
    expect("a.npy", 0);
    add("saliency", "a.npy", "");
    writeManifest();
    assertEquals(Verdict.FAIL, only(engine).verdict());
  }
}
