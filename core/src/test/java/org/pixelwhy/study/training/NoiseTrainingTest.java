package org.pixelwhy.study.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.augmentation.HorizontalFlip;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.EpochResult;
import org.pixelwhy.training.LearningRate;
import org.pixelwhy.training.Recipe;
import org.pixelwhy.training.Schedule;
import org.pixelwhy.training.Score;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.TrainingOptions;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.noise.NoiseExplainer;
import org.pixelwhy.training.noise.NoiseOptions;
import org.pixelwhy.training.noise.NoiseOptions.Goal;
import org.pixelwhy.training.noise.NoiseTask;
import org.pixelwhy.training.noise.Utility;
import org.pixelwhy.training.optimizer.Adam;

@ExtendWith(EngineExtension.class)
class NoiseTrainingTest {
  private static final int EPOCHS = 3;

  @TempDir Path folder;

  private static Dataset dataset() {
    return new Testnet(1).dataset(10);
  }

  private SegmentationModel utility(Engine engine) {
    Path out = folder.resolve("utility");
    TrainingExample.run(TrainingExample.request(out, false, 1e-2)).run(engine);
    return ModelLoader.load(engine, ModelSource.of(out.resolve(TrainingRun.MODEL)));
  }

  private TrainingRequest request(Engine engine, SegmentationModel model, String out, Goal goal) {
    Dataset dataset = dataset();
    Split split = Split.of(dataset, TrainingExample.SHARES);
    UtilityData taken =
        UtilityData.of(
            dataset, model.card(), Optional.<Size>empty(), OptionalInt.empty(), BadFiles.STOP);
    TrainingData data = taken.data(split, UtilityData.Truth.GIVEN, BadFiles.STOP);
    TrainableNetwork network =
        NoiseTraining.network(taken, UNetOptions.defaults().withDepth(2).withChannels(2), 3);
    NoiseOptions noise =
        NoiseOptions.published(NoiseTraining.unit(data)).withGoal(goal).withDraws(2);
    NoiseTask task =
        new NoiseTask(
            network,
            Utility.of(engine, model, OptionalInt.empty(), taken.input()),
            noise,
            data,
            3,
            5);
    TrainingOptions options =
        new TrainingOptions(
            new Recipe(Adam.defaults(), 0),
            new LearningRate(1e-2, new Schedule.Constant(), 0),
            EPOCHS,
            3,
            List.of(new HorizontalFlip(0.5)),
            Score.VALIDATION_LOSS,
            0,
            5);
    return new TrainingRequest(
        network,
        task,
        new NoiseTraining(taken, task, network).product(true, "test"),
        options,
        split,
        "test",
        folder.resolve(out),
        Files.exists(folder.resolve(out).resolve(TrainingRun.STATE)));
  }

  private static TrainingRun run(TrainingRequest request, Progress progress) {
    return new TrainingRun(request, result -> "", epoch -> {}, progress);
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterAStopToTheBytesOfARunThatNeverStopped(Goal goal, Engine engine)
      throws IOException {
    SegmentationModel model = utility(engine);
    List<EpochResult> history =
        run(request(engine, model, "whole", goal), Progress.SILENT).run(engine).history();
    assertEquals(EPOCHS, history.size());
    assertTrue(history.get(EPOCHS - 1).loss() < history.get(0).loss(), history.toString());
    Progress stops =
        (what, done, total) -> {
          // In the middle of the second epoch.
          if (done == 4) {
            throw new CancellationException();
          }
        };
    TrainingRun first = run(request(engine, model, "stopped", goal), stops);
    assertThrows(CancellationException.class, () -> first.run(engine));
    run(request(engine, model, "stopped", goal), Progress.SILENT).run(engine);
    for (String name : List.of(TrainingRun.MODEL, TrainingRun.STATE, TrainingRun.TABLE)) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(name)),
          Files.readAllBytes(folder.resolve("stopped").resolve(name)),
          name);
    }
    NoiseExplainer explainer =
        NoiseExplainer.read(folder.resolve("whole").resolve(TrainingRun.MODEL));
    assertEquals(goal, explainer.facts().options().goal());
    assertEquals(model.hash(), explainer.facts().utility());
    assertTrue(explainer.graph().outputNames().contains(NoiseExplainer.PROBABILITIES));
  }

  @Test
  void tellsTheTermsOfTheLossAndWhatValidationSees(Engine engine) {
    SegmentationModel model = utility(engine);
    EpochResult epoch =
        run(request(engine, model, "out", Goal.NOISE), Progress.SILENT)
            .run(engine)
            .history()
            .get(0);
    assertEquals(
        List.of(
            "epoch",
            "learning rate",
            "loss",
            "cross-entropy",
            "noise",
            "validation loss",
            "noise scale",
            "dice under noise"),
        epoch.columns());
    assertEquals(
        epoch.loss(), epoch.measure("cross-entropy") + epoch.measure("noise"), 1e-6 * epoch.loss());
    assertTrue(epoch.measure("noise scale") > 1 && epoch.measure("noise scale") < 5);
  }

  @Test
  void aThresholdOfTheExplainersShareIsAShareOfThePixels(Engine engine) {
    SegmentationModel model = utility(engine);
    run(request(engine, model, "out", Goal.SHARE), Progress.SILENT).run(engine);
    NoiseExplainer explainer =
        NoiseExplainer.read(folder.resolve("out").resolve(TrainingRun.MODEL));
    Random random = new Random(4);
    float[] values = new float[2 * 16 * 12];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    Map<String, Tensor> said;
    try (Program program = engine.compile(explainer.graph())) {
      said = program.run(Map.of(explainer.image(), Tensor.of(values, 2, 1, 16, 12)));
    }
    float[] z = said.get(NoiseExplainer.LOGIT).toFloats();
    float[] share = said.get(NoiseExplainer.SHARE).toFloats();
    assertEquals(said.get(NoiseExplainer.LOGIT).shape(), said.get(NoiseExplainer.SHARE).shape());
    int pixels = 16 * 12;
    for (int i = 0; i < z.length; i++) {
      int first = i / pixels * pixels;
      int smaller = 0;
      int equal = 0;
      for (int k = first; k < first + pixels; k++) {
        smaller += z[k] < z[i] ? 1 : 0;
        equal += z[k] == z[i] ? 1 : 0;
      }
      assertTrue(share[i] * pixels > smaller + 0.5f, "pixel " + i);
      assertTrue(share[i] * pixels < smaller + equal + 0.5f, "pixel " + i);
    }
    for (int image = 0; image < 2; image++) {
      int shown = 0;
      for (int i = 0; i < pixels; i++) {
        shown += share[image * pixels + i] <= 0.25f ? 1 : 0;
      }
      assertEquals(pixels / 4, shown);
    }
  }

  @Test
  void dataOfOtherClassesThanTheUtilitysAreRefusedAndNothingIsWritten(Engine engine) {
    SegmentationModel model = utility(engine);
    Dataset own = dataset();
    Dataset other =
        new Dataset(
            "other",
            List.of(own.classes().get(0), own.classes().get(1), own.classes().get(1)),
            own.entries());
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                UtilityData.of(
                    other, model.card(), Optional.empty(), OptionalInt.empty(), BadFiles.STOP));
    assertTrue(e.getMessage().contains("their classes must be the same"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
