package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.bench.BenchSubject;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** A network whose file leaves the size open, and that runs at 72 x 120 only. */
@ExtendWith(EngineExtension.class)
class SizesInMindTest {
  private static final PartialCard LOGITS =
      new PartialCard.Builder().activation(Activation.MULTI_LABEL_LOGITS).build();

  @TempDir Path folder;

  private ModelSource model() {
    Net net = new Net(3).input("image", 1, 1, "height", "width");
    net.constant("row", Tensor.vector(1, 72 * 120));
    net.constant("map", Tensor.vector(1, 1, 72, 120));
    net.node("Reshape", "tokens", "image", "row").node("Reshape", "back", "tokens", "map");
    net.conv("logits", "back", 1, 2, 3);
    Path file = folder.resolve("one-size.onnx");
    OnnxWriter.write(net.graph("logits"), file);
    return new ModelSource(file, Optional.empty(), LOGITS);
  }

  private ImageSource image(long... dims) {
    Path file = folder.resolve("image.npy");
    Npy.write(file, Net.noise(5, dims));
    return ImageSource.of(file);
  }

  private ImageResult explain(Engine engine, ImageSource image, Optional<Size> size) {
    ExplainRequest request =
        new ExplainRequest(
            model(),
            List.of(image),
            QuestionSpec.of("image:1"),
            List.of("saliency"),
            new Method.Settings(List.of("auto"), 0),
            size);
    return new Study(engine, Progress.SILENT).explain(request).images().get(0);
  }

  @Test
  void theSizeOfTheImageIsTriedWhereNoUsualOneFits(Engine engine) {
    ImageResult result = explain(engine, image(1, 1, 72, 120), Optional.empty());
    long[] dims = result.maps().get(0).attribution().values().shape().dims();
    assertArrayEquals(new long[] {1, 1, 72, 120}, dims);
  }

  @Test
  void theSizeAskedForIsTriedBeforeTheImages(Engine engine) {
    ImageSource picture =
        new ImageSource.InMemory("shown", new Image(1, 10, 10, new float[100], 1));
    ImageResult result = explain(engine, picture, Optional.of(new Size(72, 120)));
    long[] dims = result.maps().get(0).attribution().values().shape().dims();
    assertArrayEquals(new long[] {1, 1, 72, 120}, dims);
  }

  @Test
  void whereNoneFitsTheMessageNamesThoseTried(Engine engine) {
    ImageSource image = image(1, 1, 40, 50);
    InputException e =
        assertThrows(InputException.class, () -> explain(engine, image, Optional.empty()));
    assertTrue(
        e.getMessage().contains("and 40 x 50, 1 x 40 (stated, or the image's own)"),
        e.getMessage());
    assertTrue(e.getMessage().endsWith("state its size"), e.getMessage());
  }

  @Test
  void benchTriesItToo(Engine engine) {
    Tensor input = BenchSubject.of(engine, model(), image(1, 1, 72, 120), Optional.empty()).input();
    assertEquals(120, input.shape().dim(3));
  }

  @Test
  void arraysWithChannelsLastGiveTheirSizeSecond() {
    try (OpenVolumes volumes = new OpenVolumes(0)) {
      List<ImageSource> images = List.of(image(1, 20, 30, 3));
      assertEquals(
          List.of(List.of(30, 3), List.of(20, 30)),
          SizesInMind.of(Optional.empty(), images, volumes).extents(2));
    }
  }
}
