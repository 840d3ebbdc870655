package org.pixelwhy.study.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitOptions;
import org.pixelwhy.data.folder.DatasetFolder;
import org.pixelwhy.data.folder.FolderOptions;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.PngWriter;
import org.pixelwhy.medical.DicomFile;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.card.VolumeRange;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.request.ModelSource;
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

/** What a trained model's card makes of a slice is what the network learned from. */
@ExtendWith(EngineExtension.class)
class WindowedCardTest {
  private static final int PATIENTS = 3;
  private static final int VOXELS = 4 * 12 * 12;

  @TempDir Path folder;

  /** Volumes of 12 x 12 x 4 voxels from -1000 to 1000, different from patient to patient. */
  private Path task(String... modalities) throws IOException {
    Random random = new Random(1);
    for (int patient = 0; patient < PATIENTS; patient++) {
      short[] values = new short[modalities.length * VOXELS];
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) ((random.nextInt(2001) - 1000) / (1 + patient));
      }
      byte[] labels = new byte[VOXELS];
      for (int i = 0; i < VOXELS; i++) {
        labels[i] = (byte) (values[i] > 0 ? 1 : 0);
      }
      int[] extents =
          modalities.length == 1 ? new int[] {12, 12, 4} : new int[] {12, 12, 4, modalities.length};
      NiftiFile.shorts(extents, values).write(image(patient));
      NiftiFile.bytes(new int[] {12, 12, 4}, labels)
          .write(folder.resolve("labelsTr/p%d.nii.gz".formatted(patient)));
    }
    String pairs =
        IntStream.range(0, PATIENTS)
            .mapToObj(
                i ->
                    "{\"image\": \"./imagesTr/p%d.nii.gz\", \"label\": \"./labelsTr/p%d.nii.gz\"}"
                        .formatted(i, i))
            .collect(Collectors.joining(","));
    String names =
        IntStream.range(0, modalities.length)
            .mapToObj(i -> "\"%d\": \"%s\"".formatted(i, modalities[i]))
            .collect(Collectors.joining(","));
    Files.writeString(
        folder.resolve("dataset.json"),
        """
        {"name": "made", "labels": {"0": "background", "1": "bright"},
         "modality": {%s}, "training": [%s]}
        """
            .formatted(names, pairs));
    return folder;
  }

  private ImageSource axial(int patient, int slice) {
    return new ImageSource.Slices(image(patient), Plane.AXIAL, slice);
  }

  private Path image(int patient) {
    return folder.resolve("imagesTr/p%d.nii.gz".formatted(patient));
  }

  /** Reading options for slices of 12 x 12 pixels. */
  private static FolderOptions options(IntensityWindow window) {
    return new FolderOptions(Optional.empty(), Plane.AXIAL, Optional.ofNullable(window), false);
  }

  /** A trained model's card, and what the network learned from. */
  private record Trained(ModelCard card, TrainingData data) {
    Entry entry(String name) {
      return IntStream.range(0, 2)
          .mapToObj(i -> i == 0 ? data.train() : data.validation())
          .flatMap(List::stream)
          .filter(entry -> entry.name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private Trained train(Engine engine, Dataset dataset, Optional<Size> size) {
    Split split = Split.of(dataset, new SplitOptions(0.4, 0.4, 1));
    NewNetwork network =
        NewNetwork.of(
            dataset, UNetOptions.defaults().withDepth(2).withChannels(2), size, 1, BadFiles.STOP);
    TrainingData data = network.data(dataset, split, BadFiles.STOP);
    TrainingOptions options =
        new TrainingOptions(
            new Recipe(Adam.defaults(), 0),
            new LearningRate(1e-2, new Schedule.Constant(), 0),
            1,
            2,
            List.of(),
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
    ModelSource source = ModelSource.of(out.resolve(TrainingRun.MODEL));
    return new Trained(ModelLoader.load(engine, source).card(), data);
  }

  private void assertAlike(Trained trained, Optional<Size> size, float tolerance) {
    int compared = 0;
    for (int patient = 0; patient < PATIENTS; patient++) {
      for (int slice = 0; slice < 4; slice++) {
        String name = "p%d/axial-%04d".formatted(patient, slice);
        if (trained.data().train().stream().noneMatch(entry -> entry.name().equals(name))) {
          continue;
        }
        float[] learned = trained.data().card().preprocess(trained.entry(name).read().image());
        ImagePreparation explained =
            InputFile.read(axial(patient, slice), trained.card(), size).prepared();
        assertArrayEquals(learned, explained.input().toFloats(), tolerance, name);
        compared++;
      }
    }
    assertEquals(4, compared);
  }

  @Test
  void ctIsWindowedInHounsfieldUnits(Engine engine) throws IOException {
    Dataset dataset = DatasetFolder.open(task("CT"), options(null));
    Trained trained = train(engine, dataset, Optional.empty());
    assertAlike(trained, Optional.empty(), 0);
    assertEquals(
        List.of(new MeanStd(List.of(-160.0), List.of(400.0)), new Clip(0, 1)),
        trained.card().preprocessing());
  }

  @Test
  void aDicomSliceIsWindowedInHounsfieldUnitsToo(Engine engine) throws IOException {
    Dataset dataset = DatasetFolder.open(task("CT"), options(null));
    ModelCard card = train(engine, dataset, Optional.empty()).card();
    Path file = folder.resolve("slice.dcm");
    DicomFile.slice(2, 2, 0, (short) -1000, (short) -160, (short) 40, (short) 3000).write(file);
    assertArrayEquals(
        new float[] {0, 0, 0.5f, 1},
        InputFile.read(file, card, Optional.empty()).prepared().input().toFloats());
  }

  @Test
  void picturesKeepTheCardThatTheyHad() {
    NewNetwork network =
        NewNetwork.of(
            new Testnet(1).dataset(2),
            UNetOptions.defaults().withDepth(2),
            Optional.empty(),
            1,
            BadFiles.STOP);
    assertEquals(network.card(), network.saved());
    assertEquals(1, network.saved().preprocessing().size());
    assertEquals(List.of(), network.notes());
  }

  @Test
  void aVolumesRangeIsOfTheFileAndComesFirst(Engine engine) throws IOException {
    Dataset dataset = DatasetFolder.open(task("MR"), options(null));
    ModelCard card = train(engine, dataset, Optional.empty()).card();
    List<Step> late = List.of(new Clip(0, 1), new VolumeRange());
    InputException e = assertThrows(InputException.class, () -> card.withPreprocessing(late));
    assertTrue(e.getMessage().contains("must be the first step"), e.getMessage());
  }

  @Test
  void aStatedWindowHoldsForEveryChannel(Engine engine) throws IOException {
    FolderOptions stated = options(new IntensityWindow(-300, 50));
    Dataset dataset = DatasetFolder.open(task("CT", "PET"), stated);
    assertAlike(train(engine, dataset, Optional.empty()), Optional.empty(), 0);
  }

  @Test
  void valuesAreLimitedBeforeSlicesAreResized(Engine engine) throws IOException {
    Optional<Size> size = Optional.of(new Size(8, 8));
    Dataset dataset = DatasetFolder.open(task("CT"), options(null));
    assertAlike(train(engine, dataset, size), size, 0);
  }

  @Test
  void channelsWithoutAWindowTakeThatOfTheirVolume(Engine engine) throws IOException {
    Dataset dataset = DatasetFolder.open(task("FLAIR", "T1w"), options(null));
    Trained trained = train(engine, dataset, Optional.empty());
    assertAlike(trained, Optional.empty(), 0);
    assertEquals(List.of(new VolumeRange(), new Clip(0, 1)), trained.card().preprocessing());
  }

  @Test
  void ofUnnamedChannelsToo(Engine engine) throws IOException {
    Path root = task("FLAIR", "T1w");
    Path json = root.resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replace("modality", "comment"));
    assertAlike(
        train(engine, DatasetFolder.open(root, options(null)), Optional.empty()),
        Optional.empty(),
        0);
  }

  @Test
  void eachChannelHasAWindowOfItsOwn(Engine engine) throws IOException {
    Optional<Size> size = Optional.of(new Size(8, 8));
    Dataset dataset = DatasetFolder.open(task("PET", "CT", "MR"), options(null));
    Trained trained = train(engine, dataset, size);
    assertEquals(new VolumeRange(List.of(0, 2)), trained.card().preprocessing().get(0));
    assertAlike(trained, size, 0);
  }

  @Test
  void aPictureOutsideItsVolumeTakesItsOwnRangeAndSaysSo(Engine engine) throws IOException {
    Dataset dataset = DatasetFolder.open(task("MR"), options(null));
    Trained trained = train(engine, dataset, Optional.empty());
    Path png = folder.resolve("slice.png");
    BufferedImage picture = new BufferedImage(12, 12, BufferedImage.TYPE_BYTE_GRAY);
    IntStream.range(0, 144).forEach(i -> picture.getRaster().setSample(i % 12, i / 12, 0, i));
    PngWriter.write(png, picture);
    ImagePreparation prepared = InputFile.read(png, trained.card(), Optional.empty()).prepared();
    // The first percentile of 0 to 143 is 1.43, the last 141.57.
    assertEquals((72 - 1.43) / 140.14, prepared.input().get(72), 1e-6);
    assertTrue(prepared.notes().toString().contains("of the volume"), prepared.notes().toString());
    ImageSource slice = axial(0, 1);
    assertEquals(
        List.of(), InputFile.read(slice, trained.card(), Optional.empty()).prepared().notes());
  }
}
