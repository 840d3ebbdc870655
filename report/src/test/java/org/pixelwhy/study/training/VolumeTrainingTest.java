package org.pixelwhy.study.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitOptions;
import org.pixelwhy.data.augmentation.AugmentationCatalogue;
import org.pixelwhy.data.folder.DatasetFolder;
import org.pixelwhy.data.folder.FolderOptions;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.report.training.DatasetReport;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.StudyResult;
import org.pixelwhy.study.dataset.DatasetInspection;
import org.pixelwhy.study.dataset.DatasetInspector;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.training.LearningRate;
import org.pixelwhy.training.Recipe;
import org.pixelwhy.training.Schedule;
import org.pixelwhy.training.Score;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.TrainingOptions;
import org.pixelwhy.training.UNetOptions;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.optimizer.Adam;

/** From volumes of four channels to an explanation, as a brain tumour task goes. */
@ExtendWith(EngineExtension.class)
class VolumeTrainingTest {
  private static final int PATIENTS = 4;

  @TempDir Path folder;

  /** 8 x 8 x 2 voxels of noise in four channels; the tumour is where the third is bright. */
  @BeforeEach
  void write() throws IOException {
    Random random = new Random(1);
    StringBuilder training = new StringBuilder();
    for (int patient = 0; patient < PATIENTS; patient++) {
      byte[] values = new byte[4 * 128];
      random.nextBytes(values);
      byte[] labels = new byte[128];
      for (int i = 0; i < 128; i++) {
        labels[i] = (byte) ((values[256 + i] & 0xff) > 150 ? 1 : 0);
      }
      String name = "BRATS_%03d.nii.gz".formatted(patient);
      NiftiFile.bytes(new int[] {8, 8, 2, 4}, values).write(folder.resolve("imagesTr/" + name));
      NiftiFile.bytes(new int[] {8, 8, 2}, labels).write(folder.resolve("labelsTr/" + name));
      training.append(
          "%s{\"image\": \"./imagesTr/%s\", \"label\": \"./labelsTr/%s\"}"
              .formatted(patient == 0 ? "" : ",", name, name));
    }
    Files.writeString(
        folder.resolve("dataset.json"),
        """
        {"name": "BRATS", "labels": {"0": "background", "1": "tumour"},
         "modality": {"0": "FLAIR", "1": "T1w", "2": "t1gd", "3": "T2w"},
         "training": [%s]}
        """
            .formatted(training));
  }

  private Dataset dataset() {
    return DatasetFolder.open(folder, FolderOptions.usual());
  }

  private Path train(Engine engine) {
    Dataset dataset = dataset();
    Split split = Split.of(dataset, new SplitOptions(0.5, 0.25, 1));
    NewNetwork network =
        NewNetwork.of(
            dataset,
            UNetOptions.defaults().withDepth(2).withChannels(2),
            Optional.empty(),
            1,
            BadFiles.STOP);
    TrainingData data = network.data(dataset, split, BadFiles.STOP);
    TrainingOptions options =
        new TrainingOptions(
            new Recipe(Adam.defaults(), 0),
            new LearningRate(1e-2, new Schedule.Constant(), 0),
            1,
            2,
            AugmentationCatalogue.parse("usual"),
            Score.LOSS,
            0,
            1);
    Path out = folder.resolve("out");
    TrainingRequest request =
        new TrainingRequest(
            network.network(),
            network.task(data, new CrossEntropy(), 2),
            network.product("test"),
            options,
            split,
            "test",
            out,
            false);
    new TrainingRun(request, history -> "", epoch -> {}, Progress.SILENT).run(engine);
    return out.resolve(TrainingRun.MODEL);
  }

  private StudyResult explain(Engine engine, Path model, OptionalInt channel) {
    Path image = folder.resolve("imagesTr/BRATS_000.nii.gz");
    return new Study(engine, Progress.SILENT)
        .explain(
            new ExplainRequest(
                ModelSource.of(model),
                List.of(new ImageSource.Slices(image, Plane.AXIAL, 1, 1, channel)),
                QuestionSpec.of("image"),
                List.of("saliency", "rise"),
                new Method.Settings(List.of("auto"), 0),
                Optional.empty()));
  }

  @Test
  void aNetworkLearnsFromAllChannelsAndIsExplainedOnASlice(Engine engine) {
    Path model = train(engine);
    StudyResult result = explain(engine, model, OptionalInt.empty());
    assertEquals(ChannelOrder.of(4), result.model().card().channels());
    assertEquals(List.of(), result.model().card().guesses());
    assertEquals(4, result.images().get(0).image().channels());
    InputException one =
        assertThrows(InputException.class, () -> explain(engine, model, OptionalInt.of(2)));
    assertTrue(
        one.getMessage().endsWith("axial,1,2: the model takes 4 channels, the picture has 1"),
        one.getMessage());
  }

  @Test
  void threeChannelsAreColoursInPicturesOnly() {
    Image image = new Image(3, 4, 4, new float[48], 1);
    Sample sample = new Sample("a", image, new LabelMap(4, 4, new byte[16]));
    List<Entry> entries = List.of(new Entry("a", () -> sample));
    Dataset volumes = dataset();
    Dataset three = new Dataset("three", volumes.classes(), entries, volumes.windowing());
    Dataset pictures = new Dataset("pictures", volumes.classes(), entries, Optional.empty());
    assertEquals(ChannelOrder.of(3), order(three));
    assertEquals(ChannelOrder.RGB, order(pictures));
  }

  private static ChannelOrder order(Dataset dataset) {
    UNetOptions shape = UNetOptions.defaults().withDepth(2);
    return NewNetwork.of(dataset, shape, Optional.empty(), 1, BadFiles.STOP).saved().channels();
  }

  @Test
  void aBrokenFirstVolumeIsLeftOutWhereThatIsWanted() throws IOException {
    Path broken = Files.write(folder.resolve("imagesTr/BRATS_000.nii.gz"), new byte[9]);
    List<String> heard = new ArrayList<>();
    BadFiles skip = (entry, problem) -> heard.add(problem.getMessage());
    UNetOptions shape = UNetOptions.defaults().withDepth(2);
    NewNetwork network = NewNetwork.of(dataset(), shape, Optional.empty(), 1, skip);
    assertEquals(ChannelOrder.of(4), network.card().channels());
    assertTrue(network.notes().get(0).contains("of their volume"), network.notes().toString());
    assertTrue(heard.get(0).startsWith(broken + ": "), heard.toString());
    InputException stop =
        assertThrows(
            InputException.class,
            () -> NewNetwork.of(dataset(), shape, Optional.empty(), 1, BadFiles.STOP));
    assertEquals(heard.get(0), stop.getMessage());
  }

  @Test
  void inspectingShowsTheFirstChannel() throws IOException {
    DatasetInspection inspection =
        DatasetInspector.inspect(dataset(), "decathlon", Optional.empty(), Progress.SILENT);
    assertEquals(Map.of(4, 8), inspection.channels());
    assertEquals(4, inspection.groups());
    assertTrue(Files.size(new DatasetReport(inspection).write(folder.resolve("page"))) > 1000);
  }
}
