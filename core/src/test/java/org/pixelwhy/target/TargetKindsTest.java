package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Geometry.Fit;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Rectangle;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.Reading;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.render.Picture;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class TargetKindsTest {
  /** An image of 12 rows and 20 columns in a network whose output has a quarter of 16 x 24. */
  private static final Geometry PADDED = new Geometry(12, 20, 16, 24, Fit.PAD);

  private static final int[] OUTPUT = {4, 6};

  @TempDir Path folder;

  /** The left half is rest, of the right half the upper rows are cell, the lower row is 7:up. */
  private static Prediction prediction() {
    float[] logits = new float[3 * 24];
    for (int i = 0; i < 24; i++) {
      int k = i % 6 < 3 ? 0 : i / 6 < 3 ? 1 : 2;
      logits[k * 24 + i] = 1;
    }
    Tensor y = Tensor.of(logits, 1, 3, 4, 6);
    List<String> names = List.of("rest", "cell", "7:up");
    return new Prediction(y, y, new Reading(names, OptionalInt.of(0), Decision.ARGMAX, PADDED));
  }

  private static Target parse(String text) {
    return TargetKinds.standard().parse(text);
  }

  private static FixedTarget resolve(String text) {
    return parse(text).resolve(prediction());
  }

  private String refused(String text) {
    return assertThrows(InputException.class, () -> resolve(text)).getMessage();
  }

  private static Stream<Arguments> notations() {
    ClassChoice cell = ClassChoice.named("cell");
    ImagePoint point = new ImagePoint(3, 4);
    return Stream.of(
        Arguments.of("class", new ClassTarget(ClassChoice.OPEN)),
        Arguments.of("class:cell", new ClassTarget(cell)),
        Arguments.of("Class : cell", new ClassTarget(cell)),
        Arguments.of("class:7:up", new ClassTarget(ClassChoice.named("7:up"))),
        Arguments.of("border:1", new BorderTarget(ClassChoice.named("1"))),
        Arguments.of("image:2", new ImageTarget(ClassChoice.named("2"))),
        Arguments.of("entropy", new EntropyTarget(Optional.empty())),
        Arguments.of("entropy:border:cell", EntropyTarget.at(new BorderTarget(cell))),
        Arguments.of("object", ObjectTarget.largest(ClassChoice.OPEN)),
        Arguments.of("object:cell", ObjectTarget.largest(cell)),
        Arguments.of("object:7:up", ObjectTarget.largest(ClassChoice.named("7:up"))),
        Arguments.of("object:3,4", ObjectTarget.at(3, 4)),
        Arguments.of("object:3,4:cell", new ObjectTarget(Optional.of(point), cell)),
        Arguments.of("pixel:3,4:7:up", new PixelTarget(point, ClassChoice.named("7:up"))),
        Arguments.of("pixel:3.5;4", new PixelTarget(3.5, 4)),
        Arguments.of(
            "rectangle:1,2,3,4", new RectangleTarget(new Rectangle(1, 2, 3, 4), ClassChoice.OPEN)),
        Arguments.of(
            "polygon:1,1,9,1,5,8.25:0",
            new PolygonTarget(
                List.of(new ImagePoint(1, 1), new ImagePoint(9, 1), new ImagePoint(5, 8.25)),
                ClassChoice.named("0"))),
        Arguments.of(
            "region:no/such.png", new RegionTarget(Path.of("no/such.png"), ClassChoice.OPEN)),
        Arguments.of("region:no/such.png:cell", new RegionTarget(Path.of("no/such.png"), cell)));
  }

  @ParameterizedTest
  @MethodSource("notations")
  void everyNotationIsReadAndWrittenSoThatItIsReadAgain(String text, Target target) {
    assertEquals(target, parse(text));
    assertEquals(target, parse(target.toString()));
  }

  @Test
  void everyKindListsAnExampleThatIsOne() {
    for (TargetKind kind : TargetKinds.standard().all()) {
      assertEquals(kind.example(), parse(kind.example()).toString());
      assertTrue(kind.notation().startsWith(kind.id()), kind.notation());
    }
  }

  @Test
  void everyKindHasItsRowInTheDocumentation() throws IOException {
    String usage = Files.readString(Path.of("..", "docs", "usage.md"));
    for (TargetKind kind : TargetKinds.standard().all()) {
      assertTrue(usage.contains("| `" + kind.notation() + "` |"), kind::notation);
    }
  }

  /** A kind from outside: what a jar beside the library would bring. */
  @Test
  void aKindFromOutsideIsReadLikeTheOthersAndDoubleNamesAreRefused() {
    TargetKind everywhere =
        new TargetKind(
            "everywhere", "everywhere", "every pixel", "everywhere", t -> new ImageTarget(2));
    TargetKinds kinds = TargetKinds.standard().with(List.of(everywhere));
    assertEquals(new ImageTarget(2), kinds.parse("everywhere"));
    assertEquals(new ClassTarget(ClassChoice.OPEN), kinds.parse("class"));
    InputException twice =
        assertThrows(InputException.class, () -> kinds.with(List.of(everywhere)));
    assertEquals("two kinds of target are called 'everywhere'; rename one", twice.getMessage());
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
        "rectangle:1,2,0,4|a rectangle needs a positive width and height, found 0 x 4",
        "polygon:1,1,2,2|target 'polygon' needs at least three points as X1,Y1,X2,Y2,X3,Y3; found"
            + " 1,1,2,2",
        "region|target 'region' needs a place, such as region:mask.png"
      })
  void aWrongPlaceIsRefused(String text, String message) {
    assertEquals(message, refused(text));
  }

  @Test
  void withoutAClassTheOneWithTheMostPixelsBesidesTheBackgroundIsMeant() {
    assertEquals(new ClassTarget(1).resolve(prediction()), resolve("class"));
    assertEquals(new BorderTarget(1).resolve(prediction()), resolve("border"));
    assertEquals(new ImageTarget(1).resolve(prediction()), resolve("image"));
    assertEquals(1, resolve("object").classIndex());
    assertEquals(2, resolve("image:7:up").classIndex());
    assertEquals(0, resolve("class:0").classIndex());
  }

  @Test
  void coordinatesAreThoseOfTheOriginalImage() {
    assertEquals(Mask.of(OUTPUT, i -> i == 6 + 4), resolve("pixel:19,7").pixels());
    assertEquals(1, resolve("pixel:19,7").classIndex());
    assertEquals(Mask.of(OUTPUT, i -> i == 6 + 4), resolve("pixel:16,4:rest").pixels());
    assertEquals(0, resolve("pixel:16,4:rest").classIndex());
    assertEquals(
        Mask.of(OUTPUT, i -> i / 6 < 3 && (i % 6 == 3 || i % 6 == 4)),
        resolve("object:18,0").pixels());
    assertEquals(0, resolve("object:2,3").classIndex());
    Mask whole = resolve("rectangle:0,0,20,12").mask(prediction());
    assertEquals(Mask.of(OUTPUT, i -> i / 6 < 3 && i % 6 < 5), whole);
    Mask corner = resolve("polygon:8,4,20,4,20,12,8,12").mask(prediction());
    assertEquals(Mask.of(OUTPUT, i -> i / 6 >= 1 && i / 6 < 3 && i % 6 >= 2 && i % 6 < 5), corner);
  }

  @Test
  void aRectangleOutsideTheImageIsAnEmptyTarget() {
    InputException e = assertThrows(InputException.class, () -> resolve("rectangle:40,40,5,5"));
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
