package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.report.StudyReport;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/**
 * Slices of a volume of 10 columns, 8 rows and 6 slices, and a segmentation of the same extents.
 */
@ExtendWith(EngineExtension.class)
class VolumeSlicesTest {
  private static final int[] FILE = {10, 8, 6};

  @TempDir Path folder;
  private Path model;
  private Path ct;
  private Path segmentation;

  @BeforeEach
  void writeFiles() throws IOException {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2);
    model = folder.resolve("unet.onnx");
    Files.write(model, OnnxWriter.toBytes(UNet.graph(options, 3)));
    byte[] grey = new byte[480];
    new Random(1).nextBytes(grey);
    byte[] labels = new byte[480];
    // Of slice 4 two voxels, of which the patient's left is the file's right.
    labels[4 * 80 + 2 * 10 + 1] = 7;
    labels[4 * 80 + 2 * 10 + 3] = 7;
    ct = NiftiFile.bytes(FILE, grey).spacing(0.5f, 0.75f, 5).write(folder.resolve("ct.nii.gz"));
    segmentation = NiftiFile.bytes(FILE, labels).write(folder.resolve("seg.nii.gz"));
  }

  private ExplainRequest request(ImageSource image, String target) {
    return new ExplainRequest(
        ModelSource.of(model),
        List.of(image),
        QuestionSpec.of(target),
        List.of("saliency"),
        new Method.Settings(List.of("auto"), 0),
        Optional.empty());
  }

  private StudyResult explain(Engine engine, ImageSource image, String target) {
    return new Study(engine, Progress.SILENT).explain(request(image, target));
  }

  @Test
  void aMaskThatIsAVolumeIsCutAsItsImageIs(Engine engine) {
    for (Plane plane : Plane.values()) {
      int index = new int[] {4, 5, 8}[plane.ordinal()];
      StudyResult result =
          explain(
              engine, new ImageSource.Slices(ct, plane, index), "region:" + segmentation + ":1");
      Mask found = result.images().get(0).target().mask();
      Image labels;
      try (OpenVolumes volumes = OpenVolumes.withinHeap()) {
        labels = volumes.read(new ImageSource.Slices(segmentation, plane, index));
      }
      assertEquals(
          Mask.of(new int[] {labels.height(), labels.width()}, i -> labels.values()[i] != 0),
          found);
      assertEquals(plane == Plane.SAGITTAL ? 1 : 2, found.count());
    }
  }

  @Test
  void aMaskOfAnotherNumberOfSlicesAndOneOfNoSliceAreRefused(Engine engine) throws IOException {
    Path other =
        NiftiFile.bytes(new int[] {10, 8, 3}, new byte[240]).write(folder.resolve("other.nii"));
    InputException count =
        assertThrows(
            InputException.class,
            () ->
                explain(
                    engine, new ImageSource.Slices(ct, Plane.AXIAL, 4), "region:" + other + ":1"));
    assertTrue(
        count.getMessage().contains("has 3 axial slices, the image is slice 4 of a volume of 6"),
        count.getMessage());
    Image picture = new Image(1, 8, 10, new float[80], 255);
    InputException none =
        assertThrows(
            InputException.class,
            () ->
                explain(
                    engine,
                    new ImageSource.InMemory("p", picture),
                    "region:" + segmentation + ":1"));
    assertTrue(none.getMessage().contains("the image is no slice of one"), none.getMessage());
  }

  @Test
  void mapsAndMasksOfSlicesAreVolumesThatLieOverTheirs(Engine engine) throws IOException {
    ImageSource range = new ImageSource.Slices(ct, Plane.AXIAL, 2, 3, OptionalInt.empty());
    StudyResult result = explain(engine, range, "image:1");
    StudyReport.write(result, folder.resolve("out"));
    Path map = folder.resolve("out/ct_axial/saliency.nii.gz");
    Path mask = folder.resolve("out/ct_axial/mask.nii.gz");
    assertEquals(VolumeReader.places(ct), VolumeReader.places(map));
    assertEquals(VolumeReader.places(ct), VolumeReader.places(mask));
    try (OpenVolumes volumes = OpenVolumes.withinHeap()) {
      for (int i = 0; i < 6; i++) {
        Image slice = volumes.read(new ImageSource.Slices(map, Plane.AXIAL, i));
        Image labels = volumes.read(new ImageSource.Slices(mask, Plane.AXIAL, i));
        boolean asked = i == 2 || i == 3;
        float[] values =
            asked ? result.images().get(i - 2).maps().get(0).grid().values() : new float[80];
        assertArrayEquals(values, slice.values(), "slice " + i);
        for (int pixel = 0; pixel < 80; pixel++) {
          // Class 0 is the background: each class has its own number.
          boolean one = asked && result.images().get(i - 2).masks().get(1).get(pixel);
          assertEquals(one ? 1 : 0, labels.values()[pixel]);
        }
      }
    }
  }

  @Test
  void severalSlicesOfAVolumeHaveMontagesAndOneHasNone(Engine engine) throws IOException {
    ImageSource range = new ImageSource.Slices(ct, Plane.AXIAL, 1, 3, OptionalInt.empty());
    Path page = StudyReport.write(explain(engine, range, "image:1"), folder.resolve("out"));
    Image map = ImageReader.read(folder.resolve("out/ct_axial/montage-saliency.png"));
    // Three slices and a colour bar: three columns of 240 pixels, 10 apart, in two rows.
    assertEquals(4 * 10 + 3 * 240, map.width());
    assertTrue(Files.exists(folder.resolve("out/ct_axial/montage-prediction.png")));
    assertTrue(Files.readString(page).contains("ct.nii.gz, axial: 3 of 3 slices"));
    ImageSource single = new ImageSource.Slices(ct, Plane.AXIAL, 1);
    StudyReport.write(explain(engine, single, "image:1"), folder.resolve("one"));
    assertTrue(Files.exists(folder.resolve("one/ct_axial/saliency.nii.gz")));
    assertFalse(Files.exists(folder.resolve("one/ct_axial/montage-saliency.png")));
  }

  @Test
  void circlesOfHausdorffMasksHaveAMontageInOneRangeOfColours(Engine engine) throws IOException {
    ImageSource range = new ImageSource.Slices(ct, Plane.AXIAL, 1, 2, OptionalInt.empty());
    ExplainRequest circles =
        new ExplainRequest(
            ModelSource.of(model),
            List.of(range),
            QuestionSpec.of("image:1"),
            List.of("hausdorff-masks"),
            new Method.Settings(
                List.of("auto"),
                0,
                Method.Border.FAST,
                GivenOptions.parse(List.of("diameter=3", "offset=2"))),
            Optional.empty());
    StudyReport.write(
        new Study(engine, Progress.SILENT).explain(circles), folder.resolve("circles"));
    Image montage =
        ImageReader.read(folder.resolve("circles/ct_axial/montage-hausdorff-masks-raw.png"));
    assertEquals(4 * 10 + 3 * 240, montage.width());
    // Blues from white on: nothing of the grey slice is seen through, nor of another map's colours.
    int area = montage.height() * montage.width();
    for (int i = 0; i < area; i++) {
      float red = montage.values()[i];
      float blue = montage.values()[2 * area + i];
      assertTrue(blue >= red - 1, "pixel " + i + ": red " + red + ", blue " + blue);
    }
  }

  @Test
  void spacingAndOrientationReachResultAndReport(Engine engine) throws IOException {
    StudyResult result = explain(engine, new ImageSource.Slices(ct, Plane.CORONAL, 2), "image:1");
    assertEquals(
        result.images().get(0).image().axes(), result.images().get(0).maps().get(0).grid().axes());
    Path page = StudyReport.write(result, folder.resolve("out"));
    JsonNode image =
        new ObjectMapper().readTree(folder.resolve("out/result.json").toFile()).at("/images/0");
    assertEquals("rows", image.at("/axes/0/name").asText());
    assertEquals(6, image.at("/axes/0/extent").asInt());
    assertEquals(5, image.at("/axes/0/spacing").asDouble());
    assertEquals("mm", image.at("/axes/0/unit").asText());
    assertEquals("feet", image.at("/axes/0/towards").asText());
    assertEquals(0.5, image.at("/axes/1/spacing").asDouble());
    assertEquals("left", image.at("/axes/1/towards").asText());
    assertEquals("coronal", image.at("/section/plane").asText());
    assertEquals(2, image.at("/section/index").asInt());
    assertEquals(8, image.at("/section/count").asInt());
    assertTrue(Files.readString(page).contains("5 x 0.5 mm (rows x columns)"));
  }
}
