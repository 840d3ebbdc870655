package org.pixelwhy.study.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.study.training.TrainingExample.request;
import static org.pixelwhy.study.training.TrainingExample.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitOptions;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.OverlapScores;
import org.pixelwhy.training.SegmentationTask;
import org.pixelwhy.training.TrainedModel;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.TrainingResult;

/** The test part of a split measures what training has chosen. */
@ExtendWith(EngineExtension.class)
class TrainingTestPartTest {
  /** Of ten images, five are left for the test. */
  private static final SplitOptions SHARES = new SplitOptions(0.3, 0.2, 1);

  private static final double RATE = 1e-2;

  /** A logit next to 0 may be rounded to the other side in a batch of another size. */
  private static final double ONE_PIXEL = 0.02;

  @TempDir Path folder;

  private final Dataset dataset = new Testnet(1).dataset(10);

  private static TrainingRequest half(Path out, boolean resume, Dataset dataset) {
    return half(out, resume, dataset, BadFiles.STOP);
  }

  private static TrainingRequest half(Path out, boolean resume, Dataset dataset, BadFiles bad) {
    return request(out, resume, RATE, dataset, Split.of(dataset, SHARES), bad);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve(TrainingRun.TEST)));
  }

  @Test
  void theModelThatIsWrittenIsScoredOnEveryTestImage(Engine engine) throws IOException {
    List<Entry> entries =
        dataset.entries().stream()
            .map(entry -> new Entry(entry.name(), () -> bright(entry.read())))
            .toList();
    Dataset bright = new Dataset("bright", dataset.classes(), entries);
    TrainingRequest request =
        request(folder, false, 3 * RATE, bright, Split.of(bright, SHARES), BadFiles.STOP);
    OverlapScores scores = run(request).run(engine).test().orElseThrow();
    Graph model = OnnxReader.read(folder.resolve(TrainingRun.MODEL)).graph();
    JsonNode json = json();
    double dice = 0;
    double iou = 0;
    try (Program program = engine.compile(model)) {
      for (int i = 0; i < 5; i++) {
        Sample sample = data(request).test().get(i).read();
        double[] found = overlap(program, request, sample);
        JsonNode each = json.path("each").path(i);
        assertEquals(request.split().test().get(i), each.path("image").asText());
        assertEquals(found[0], each.path("dice").asDouble(), ONE_PIXEL);
        assertEquals(found[1], each.path("iou").asDouble(), ONE_PIXEL);
        dice += each.path("dice").asDouble() / 5;
        iou += each.path("iou").asDouble() / 5;
      }
    }
    assertEquals(5, json.path("images").asInt());
    assertEquals(0, json.path("leftOut").asInt());
    assertEquals(dice, json.path("dice").asDouble(), 1e-12);
    assertEquals(iou, json.path("iou").asDouble(), 1e-12);
    assertEquals(scores.hausdorff(), json.path("hausdorff").asDouble());
    assertTrue(iou > 0.1 && iou < 1, scores::toString);
  }

  /** A sample whose truth is where the image is bright, which is learned within seconds. */
  private static Sample bright(Sample sample) {
    Image image = sample.image();
    byte[] labels = new byte[image.height() * image.width()];
    double mean = 0;
    for (int pixel = 0; pixel < labels.length; pixel++) {
      mean += image.values()[pixel] / labels.length;
    }
    for (int pixel = 0; pixel < labels.length; pixel++) {
      labels[pixel] = (byte) (image.values()[pixel] > mean ? 1 : 0);
    }
    return new Sample(sample.name(), image, new LabelMap(image.height(), image.width(), labels));
  }

  /** Dice and IoU, counted pixel by pixel. */
  private static double[] overlap(Program program, TrainingRequest request, Sample sample) {
    Tensor image =
        Tensor.of(
            data(request).card().preprocess(sample.image()), 1, sample.image().channels(), 32, 32);
    Tensor logits = program.run(Map.of("image", image)).get("logits");
    int both = 0;
    int found = 0;
    int truth = 0;
    for (int pixel = 0; pixel < 32 * 32; pixel++) {
      boolean inside = logits.get(pixel) > 0;
      boolean should = sample.labels().at(pixel) == 1;
      both += inside && should ? 1 : 0;
      found += inside ? 1 : 0;
      truth += should ? 1 : 0;
    }
    return new double[] {2.0 * both / (found + truth), (double) both / (found + truth - both)};
  }

  @Test
  void aFinishedTrainingIsTestedAgainAsItsFolderHoldsIt(Engine engine) throws IOException {
    run(half(folder, false, dataset)).run(engine);
    Map<String, byte[]> before = contents();
    TrainingResult again = run(half(folder, true, dataset)).run(engine);
    assertEquals(TrainingExample.EPOCHS, again.history().size());
    Map<String, byte[]> after = contents();
    assertEquals(before.keySet(), after.keySet());
    before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));

    // The network after the last epoch stands in the checkpoint; another one is the best.
    Path model = folder.resolve(TrainingRun.MODEL);
    Graph everything =
        OnnxReader.read(model)
            .original()
            .edit()
            .replaceInitializer("logits.bias", Tensor.filled(DataType.FLOAT, 1e6, 1))
            .build();
    OnnxWriter.write(everything, model);
    TrainingRequest request = half(folder, true, dataset);
    InputException refused = assertThrows(InputException.class, () -> run(request).run(engine));
    assertTrue(refused.getMessage().contains("checksum"), refused::getMessage);
    OnnxWriter.write(TrainedModel.sealed(everything), model);
    double share = 0;
    for (Entry entry : data(request).test()) {
      share += entry.read().labels().mask(1).count() / (32.0 * 32 * 5);
    }
    assertEquals(share, run(request).run(engine).test().orElseThrow().iou(), 1e-9);
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  @Test
  void testImagesAreReadOnceAndAfterTheLastEpoch(Engine engine) {
    List<String> read = Collections.synchronizedList(new ArrayList<>());
    List<Entry> entries =
        dataset.entries().stream()
            .map(
                entry ->
                    new Entry(
                        entry.name(),
                        () -> {
                          read.add(entry.name());
                          return entry.read();
                        }))
            .toList();
    TrainingRequest request = half(folder, false, new Dataset("heard", dataset.classes(), entries));
    read.clear();
    run(request).run(engine);
    List<String> test = request.split().test();
    List<String> last = List.copyOf(read.subList(read.size() - test.size(), read.size()));
    assertEquals(test, last.stream().sorted().toList());
    assertTrue(Collections.disjoint(test, read.subList(0, read.size() - test.size())));
  }

  @Test
  void aSplitWithoutTestImagesLeavesNoScores(Engine engine) throws IOException {
    // Of a training before, of which the checkpoint was removed.
    Files.writeString(folder.resolve(TrainingRun.TEST), "{}");
    Split split = Split.of(dataset, new SplitOptions(0.8, 0.2, 1));
    TrainingRequest request = request(folder, false, RATE, dataset, split, BadFiles.STOP);
    assertTrue(run(request).run(engine).test().isEmpty());
    assertFalse(Files.exists(folder.resolve(TrainingRun.TEST)));
  }

  @Test
  void aTestImageThatCannotBeReadStopsOnlyTheTestOrIsLeftOut(Engine engine) throws IOException {
    List<Entry> entries = new ArrayList<>(dataset.entries());
    String broken = Split.of(dataset, SHARES).test().get(1);
    entries.replaceAll(entry -> entry.name().equals(broken) ? damaged(entry) : entry);
    Dataset damaged = new Dataset("damaged", dataset.classes(), entries);

    TrainingRun stops = run(half(folder, false, damaged));
    InputException e = assertThrows(InputException.class, () -> stops.run(engine));
    assertTrue(e.getMessage().startsWith("broken.png: is damaged. The network is"), e.getMessage());
    assertTrue(e.getMessage().contains("can be repeated"), e.getMessage());
    assertEquals(Optional.of("test of a training"), e.topic());
    assertFalse(Files.exists(folder.resolve(TrainingRun.TEST)));

    List<String> named = new ArrayList<>();
    BadFiles skip = (entry, problem) -> named.add(entry.name());
    OverlapScores scores = run(half(folder, true, damaged, skip)).run(engine).test().orElseThrow();
    assertEquals(List.of(broken), named);
    assertEquals(4, scores.images().size());
    assertEquals(1, json().path("leftOut").asInt());
  }

  private static Entry damaged(Entry entry) {
    return new Entry(
        entry.name(),
        () -> {
          throw new InputException("broken.png: is damaged");
        });
  }

  private static TrainingData data(TrainingRequest request) {
    return ((SegmentationTask) request.task()).data();
  }
}
