package org.pixelwhy.study.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.study.training.TrainingExample.request;
import static org.pixelwhy.study.training.TrainingExample.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.Checkpoint;
import org.pixelwhy.training.EpochResult;

@ExtendWith(EngineExtension.class)
class TrainingRunTest {
  private static final int EPOCHS = TrainingExample.EPOCHS;

  @TempDir Path folder;

  @Test
  void lowersTheLossAndWritesAModelThatNeedsNoCardBeside(Engine engine) {
    List<EpochResult> history = run(request(folder, false, 1e-2)).run(engine).history();
    assertEquals(EPOCHS, history.size());
    assertTrue(history.get(EPOCHS - 1).loss() < 0.9 * history.get(0).loss(), history.toString());
    SegmentationModel model =
        ModelLoader.load(
            engine,
            new ModelSource(
                folder.resolve(TrainingRun.MODEL), Optional.empty(), PartialCard.EMPTY));
    assertEquals(List.of("segment"), model.classNames());
    assertEquals("32 x 32", model.card().size().toString());
    assertEquals(List.of(), model.card().guesses());
  }

  @Test
  void goesOnAfterAStopToTheBytesOfARunThatNeverStopped(Engine engine) throws IOException {
    Path whole = folder.resolve("whole");
    Path stopped = folder.resolve("stopped");
    run(request(whole, false, 1e-2)).run(engine);
    Progress stops =
        (what, done, total) -> {
          // In the middle of the third epoch.
          if (done == 7) {
            throw new CancellationException();
          }
        };
    TrainingRun first =
        new TrainingRun(request(stopped, false, 1e-2), history -> "", epoch -> {}, stops);
    assertThrows(CancellationException.class, () -> first.run(engine));
    Path aside = Files.createDirectory(stopped.resolve(".pixelwhy1"));
    Files.writeString(aside.resolve(TrainingRun.STATE), "left by a process that was killed");
    List<Integer> heard = new ArrayList<>();
    new TrainingRun(
            request(stopped, true, 1e-2),
            history -> "",
            epoch -> heard.add(epoch.epoch()),
            Progress.SILENT)
        .run(engine);
    assertEquals(List.of(3, 4), heard);
    assertFalse(Files.exists(aside), "what was half-written is cleared away");
    for (String file :
        List.of(
            TrainingRun.MODEL,
            TrainingRun.LAST,
            TrainingRun.STATE,
            TrainingRun.TABLE,
            TrainingRun.TEST)) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(stopped.resolve(file)), file);
    }
  }

  @Test
  void refusesToGoOnWithOtherOptionsOrToBeginAnewOverATraining(Engine engine) {
    run(request(folder, false, 1e-2)).run(engine);
    InputException other =
        assertThrows(InputException.class, () -> run(request(folder, true, 2e-2)).run(engine));
    assertTrue(other.getMessage().contains("other options (lr: 0.01)"), other.getMessage());
    InputException anew =
        assertThrows(InputException.class, () -> run(request(folder, false, 1e-2)).run(engine));
    assertTrue(anew.getMessage().contains("holds a training already"), anew.getMessage());
    assertEquals(Optional.of("trained already"), anew.topic());
  }

  @Test
  void stopsWhenTheLossIsNoNumberAndKeepsTheLastGoodEpoch(Engine engine) throws IOException {
    run(request(folder, false, 1e-2)).run(engine);
    TrainingRequest done = request(folder, true, 1e-2);
    Checkpoint good = Checkpoint.read(folder.resolve(TrainingRun.STATE), done.description());
    Map<String, Tensor> state = new LinkedHashMap<>(good.state());
    Tensor weight = state.get("logits.weight");
    state.put("logits.weight", Tensor.filled(DataType.FLOAT, 3e38, weight.shape().dims()));
    Checkpoint ruined = new Checkpoint(state, good.history().subList(0, 2));
    byte[] before = Files.readAllBytes(folder.resolve(TrainingRun.MODEL));
    Files.write(folder.resolve(TrainingRun.STATE), ruined.toBytes(done.description()));
    InputException e = assertThrows(InputException.class, () -> run(done).run(engine));
    assertTrue(e.getMessage().startsWith("epoch 3, step 7: the loss is "), e.getMessage());
    assertTrue(e.getMessage().contains("Lower the learning rate"), e.getMessage());
    assertArrayEquals(before, Files.readAllBytes(folder.resolve(TrainingRun.MODEL)));
  }

  @Test
  void leavesTheLastEpochWhereAFileCannotBeWritten(Engine engine) throws IOException {
    Path out = folder.resolve("out");
    TrainingRequest request = request(out, false, 1e-2);
    TrainingRun obstructed =
        new TrainingRun(
            request,
            history -> "",
            epoch -> {
              if (epoch.epoch() == 2) {
                obstruct(out.resolve(TrainingRun.TABLE));
              }
            },
            Progress.SILENT);
    InputException e = assertThrows(InputException.class, () -> obstructed.run(engine));
    assertTrue(e.getMessage().startsWith("cannot write to folder"), e.getMessage());
    Files.delete(out.resolve(TrainingRun.TABLE).resolve("file"));
    Files.delete(out.resolve(TrainingRun.TABLE));
    List<EpochResult> history = run(request(out, true, 1e-2)).run(engine).history();
    assertEquals(EPOCHS, history.size());
  }

  /** Puts a folder that is not empty in the place of a file. */
  private static void obstruct(Path file) {
    try {
      Files.delete(file);
      Files.createDirectories(file);
      Files.writeString(file.resolve("file"), "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesTheImageThatCannotBeRead(Engine engine) {
    Dataset good = new Testnet(1).dataset(10);
    List<Entry> entries = new ArrayList<>(good.entries());
    entries.set(
        5,
        new Entry(
            entries.get(5).name(),
            () -> {
              throw new InputException("broken.png: is damaged");
            }));
    Dataset damaged = new Dataset("damaged", good.classes(), entries);
    InputException e =
        assertThrows(
            InputException.class, () -> run(request(folder, false, 1e-2, damaged)).run(engine));
    assertEquals("broken.png: is damaged", e.getMessage());
  }

  @Test
  void trainsOnImagesWithoutTheClass(Engine engine) {
    Dataset good = new Testnet(1).dataset(10);
    List<Entry> entries =
        good.entries().stream().map(entry -> new Entry(entry.name(), () -> empty(entry))).toList();
    Dataset empty = new Dataset("empty", good.classes(), entries);
    List<EpochResult> history = run(request(folder, false, 1e-1, empty)).run(engine).history();
    assertTrue(Double.isFinite(history.get(EPOCHS - 1).loss()));
  }

  private static Sample empty(Entry entry) {
    Image image = entry.read().image();
    LabelMap nothing =
        new LabelMap(image.height(), image.width(), new byte[image.height() * image.width()]);
    return new Sample(entry.name(), image, nothing);
  }

  @Test
  void theNetworkOfATrainingWithoutCheckpointIsGoneBeforeTheFirstNewFileIsThere(Engine engine)
      throws IOException {
    Path model = Files.writeString(folder.resolve(TrainingRun.MODEL), "old");
    Files.createDirectories(folder.resolve(TrainingRun.TABLE).resolve("in the way"));
    TrainingRequest request = TrainingExample.request(folder, false, 1e-2);
    assertThrows(InputException.class, () -> TrainingExample.run(request).run(engine));
    assertFalse(Files.exists(model));
    assertFalse(Files.exists(folder.resolve(TrainingRun.STATE)));
  }
}
