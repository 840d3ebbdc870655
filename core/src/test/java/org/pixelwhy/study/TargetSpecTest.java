package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Geometry.Fit;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.render.Picture;
import org.pixelwhy.target.BorderTarget;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.ObjectTarget;
import org.pixelwhy.target.PixelTarget;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class TargetSpecTest {
  /** An image of 12 rows and 20 columns in a network whose output has a quarter of 16 x 24. */
  private static final Geometry PADDED = new Geometry(12, 20, 16, 24, Fit.PAD);

  private static final int[] OUTPUT = {4, 6};

  @TempDir Path folder;
  private SegmentationModel model;

  @BeforeEach
  void prepare(Engine engine) {
    PartialCard card =
        new PartialCard.Builder().classNames(List.of("rest", "cell", "7:up")).build();
    model =
        Net.prepare(
            engine, new Net(1).input("x", 1, 3, 8, 8).conv("y", "x", 3, 3, 1).graph("y"), card);
  }

  /** The left half is rest, of the right half the upper rows are cell, the lower row is 7:up. */
  private static Prediction prediction() {
    float[] logits = new float[3 * 24];
    for (int i = 0; i < 24; i++) {
      int k = i % 6 < 3 ? 0 : i / 6 < 3 ? 1 : 2;
      logits[k * 24 + i] = 1;
    }
    Tensor y = Tensor.of(logits, 1, 3, 4, 6);
    return new Prediction(y, y, List.of("rest", "cell", "7:up"), Decision.ARGMAX);
  }

  private Target resolve(String text) {
    return TargetSpec.parse(text).resolve(model, PADDED, prediction());
  }

  private String refused(String text) {
    return assertThrows(InputException.class, () -> resolve(text)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "class|class|\"\"|\"\"",
        "class:cell|class|\"\"|cell",
        "Class : cell|class|\"\"| cell",
        "class:7:up|class|\"\"|7:up",
        "border:1|border|\"\"|1",
        "image:2|image|\"\"|2",
        "object|object|\"\"|\"\"",
        "object:cell|object|\"\"|cell",
        "object:3,4|object|3,4|\"\"",
        "object:3,4:cell|object|3,4|cell",
        "pixel:3,4:7:up|pixel|3,4|7:up",
        "rectangle:1,2,3,4|rectangle|1,2,3,4|\"\"",
        "polygon:1,1,9,1,5,8:0|polygon|1,1,9,1,5,8|0",
        "region:no/such.png|region|no/such.png|\"\"",
        "region:no/such.png:cell|region|no/such.png|cell"
      })
  void everyNotationIsRead(String text, String kind, String place, String className) {
    TargetSpec spec = TargetSpec.parse(text);
    assertEquals(kind, spec.kind());
    assertEquals(place, spec.place());
    assertEquals(className == null ? "" : className.strip(), spec.className().strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "border:cell", "object:3,4:cell", "pixel:1,2", "region:a.png:1"})
  void isWrittenAsItIsRead(String text) {
    assertEquals(text, TargetSpec.parse(text).toString());
  }

  @Test
  void anUnknownKindOffersTheNearest() {
    assertEquals("unknown kind of target 'clas'. Did you mean 'class'?", refused("clas"));
    assertTrue(refused("").startsWith("unknown kind of target ''. There is: class, border"));
  }

  @Test
  void anUnknownClassOffersTheNearest() {
    assertEquals(
        "unknown class 'cel' of a network with 3 classes. Did you mean 'cell'?",
        refused("class:cel"));
    assertTrue(refused("class:3").startsWith("unknown class '3' of a network with 3 classes."));
    assertTrue(refused("class:-1").startsWith("unknown class '-1'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pixel|target 'pixel' needs a place, such as pixel:120,80",
        "pixel:1|target 'pixel': expected pixel:120,80, found '1'",
        "pixel:a,b|target 'pixel': expected pixel:120,80, found 'a,b'",
        "pixel:NaN,1|target 'pixel': expected pixel:120,80, found 'NaN,1'",
        "pixel:20,0|pixel x=20 y=0 is outside the image of 20 x 12 pixels",
        "pixel:-1,0|pixel x=-1 y=0 is outside the image of 20 x 12 pixels",
        "rectangle:1,2,3|target 'rectangle': expected rectangle:10,20,60,40, found '1,2,3'",
        "rectangle:1,2,0,4|a rectangle needs a positive width and height, found 0.0 x 4.0",
        "polygon:1,1,2,2|target 'polygon' needs at least three points as X1,Y1,X2,Y2,X3,Y3; found"
            + " 1,1,2,2",
        "region|target 'region' needs a place, such as region:mask.png"
      })
  void aWrongPlaceIsRefused(String text, String message) {
    assertEquals(message, refused(text));
  }

  @Test
  void withoutAClassTheOneWithTheMostPixelsBesidesTheBackgroundIsMeant() {
    assertEquals(new ClassTarget(1), resolve("class"));
    assertEquals(new BorderTarget(1), resolve("border"));
    assertEquals(new ImageTarget(1), resolve("image"));
    assertEquals(new ObjectTarget(1, -1), resolve("object"));
    assertEquals(new ClassTarget(2), resolve("class:7:up"));
    assertEquals(new ClassTarget(0), resolve("class:0"));
  }

  @Test
  void coordinatesAreThoseOfTheOriginalImage() {
    assertEquals(new PixelTarget(6 + 4, OptionalInt.empty()), resolve("pixel:19,7"));
    assertEquals(new PixelTarget(6 + 4, OptionalInt.of(0)), resolve("pixel:16,4:rest"));
    assertEquals(new ObjectTarget(1, 4), resolve("object:18,0"));
    assertEquals(new ObjectTarget(0, 0), resolve("object:2,3"));
    Mask whole = resolve("rectangle:0,0,20,12").mask(prediction());
    assertEquals(Mask.of(OUTPUT, i -> i / 6 < 3 && i % 6 < 5), whole);
    Mask corner = resolve("polygon:8,4,20,4,20,12,8,12").mask(prediction());
    assertEquals(Mask.of(OUTPUT, i -> i / 6 >= 1 && i / 6 < 3 && i % 6 >= 2 && i % 6 < 5), corner);
  }

  @Test
  void aRectangleOutsideTheImageIsAnEmptyTarget() {
    Target target = resolve("rectangle:40,40,5,5");
    InputException e = assertThrows(InputException.class, () -> target.mask(prediction()));
    assertEquals("the region 'rectangle 40,40,5,5' holds no pixel of the image", e.getMessage());
  }

  private Path maskImage(String name, int height, int width) throws IOException {
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % width < 4 && i / width < 4 ? 255 : 0;
    }
    Image image = new Image(1, height, width, values, 255);
    return Files.write(folder.resolve(name), Picture.of(image).png());
  }

  @Test
  void aMaskImageIsARegionAndItsNameMayHoldColons() throws IOException {
    Mask expected = Mask.of(OUTPUT, i -> i == 0);
    Path plain = maskImage("mask.png", 12, 20);
    assertEquals(expected, resolve("region:" + plain).mask(prediction()));
    assertEquals(0, resolve("region:" + plain).channel(prediction()));
    assertEquals(2, resolve("region:" + plain + ":2").channel(prediction()));
  }

  @Test
  void anImageJRegionIsARegion() throws IOException {
    ByteBuffer roi = ByteBuffer.allocate(64);
    roi.put("Iout".getBytes()).putShort((short) 227).put((byte) 1).put((byte) 0);
    for (int bound : new int[] {4, 8, 12, 20}) {
      roi.putShort((short) bound);
    }
    Path file = Files.write(folder.resolve("a:b.ROI"), roi.array());
    assertEquals(
        resolve("rectangle:8,4,12,8").mask(prediction()),
        resolve("region:" + file + ":cell").mask(prediction()));
    assertEquals(1, resolve("region:" + file + ":cell").channel(prediction()));
  }

  @Test
  void aMaskImageOfAnotherSizeOrThatIsMissingIsRefused() throws IOException {
    Path wrong = maskImage("wrong.png", 5, 5);
    assertEquals(
        "the region's mask has 5 x 5 pixels, the image 20 x 12; give a mask of the image's size",
        refused("region:" + wrong));
    assertTrue(refused("region:no-such.png").contains("no-such.png"));
    assertTrue(refused("region:bad\0name.png").contains("is no file's name"));
  }
}
