package org.pixelwhy.app.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.app.cli.Ran;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.study.training.TrainingRun;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

class TrainCommandTest {
  private static final int EPOCHS = 30;

  @TempDir Path folder;

  private static List<String> arguments(Path out, String... more) {
    List<String> given = List.of(more);
    Map<String, String> usual = new LinkedHashMap<>();
    usual.put("--data", "testnet:10");
    usual.put("--unet", "depth=2,channels=2");
    usual.put("--size", "24");
    usual.put("--lr", "1e-2");
    usual.put("--out", out.toString());
    List<String> arguments = new ArrayList<>(List.of("train"));
    usual.forEach(
        (option, value) -> {
          if (!given.contains(option)) {
            arguments.addAll(List.of(option, value));
          }
        });
    arguments.addAll(given);
    return arguments;
  }

  @Test
  void trainsAModelThatExplainTakesWithoutFurtherOptions() throws Exception {
    Path out = folder.resolve("trained");
    Ran trained = Ran.of(arguments(out, "--epochs", "2", "--augment", "usual", "--clip", "1"));
    assertEquals(ExitCode.OK, trained.code(), trained.err());
    assertTrue(trained.out().startsWith("epoch 1/2: loss "), trained.out());
    assertEquals(3, Files.readAllLines(out.resolve(TrainingRun.TABLE)).size());
    String curves = Files.readString(out.resolve(TrainingRun.CURVES));
    assertTrue(curves.contains("Dice") && curves.contains("Test of the best epoch"), curves);
    assertTrue(trained.out().contains("Test of 1 image: Dice "), trained.out());
    assertTrue(trained.out().contains(out.resolve(TrainingRun.TEST).toString()), trained.out());

    Path image = folder.resolve("image.npy");
    Npy.write(image, Tensor.filled(DataType.FLOAT, 0.5, 1, 1, 24, 24));
    Ran explained =
        Ran.of(
            List.of(
                "explain",
                "--model",
                out.resolve(TrainingRun.MODEL).toString(),
                "--image",
                image.toString(),
                "--method",
                "saliency",
                "--target",
                "image",
                "--out",
                folder.resolve("why").toString()));
    assertEquals(ExitCode.OK, explained.code(), explained.err());
  }

  @Test
  void aKilledTrainingGoesOnToTheSameBytes() throws Exception {
    String[] epochs = {"--epochs", Integer.toString(EPOCHS)};
    Path whole = folder.resolve("whole");
    assertEquals(ExitCode.OK, Ran.of(arguments(whole, epochs)).code());
    Path killed = folder.resolve("killed");
    Path state = killed.resolve(TrainingRun.STATE);
    Subprocess.killOnceThereIs(state, arguments(killed, epochs).toArray(String[]::new));
    assertFalse(
        Files.readAllLines(killed.resolve(TrainingRun.TABLE)).size() == EPOCHS + 1,
        "it was finished already");
    List<String> again = arguments(killed, epochs);
    again.add("--resume");
    Ran resumed = Ran.of(again);
    assertEquals(ExitCode.OK, resumed.code(), resumed.err());
    assertSameBytes(whole, killed);
  }

  private static void assertSameBytes(Path whole, Path resumed) throws IOException {
    for (String file :
        List.of(
            TrainingRun.MODEL,
            TrainingRun.LAST,
            TrainingRun.STATE,
            TrainingRun.TABLE,
            TrainingRun.CURVES,
            TrainingRun.TEST)) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(resumed.resolve(file)), file);
    }
  }

  @Test
  void saysWhenTheSplitLeavesNothingToTestOn() {
    Path out = folder.resolve("out");
    Ran ran = Ran.of(arguments(out, "--epochs", "1", "--split", "0.8,0.2"));
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    assertTrue(ran.out().contains("Test: none, the split has no test images"), ran.out());
    assertFalse(Files.exists(out.resolve(TrainingRun.TEST)));
  }

  @Test
  void learnsFromAPartOfTheImagesAndTestsOnAsManyAsEver() {
    Path out = folder.resolve("part");
    Ran ran = Ran.of(arguments(out, "--data", "testnet:20", "--learn-from", "4", "--epochs", "1"));
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    Split split = SplitFile.read(out.resolve("split.json"));
    assertEquals(4, split.train().size());
    assertEquals(1, split.validation().size());
    assertEquals(2, split.test().size());
  }

  /** Squares of different places, their masks named as is usual elsewhere. */
  private void photos(int count) throws IOException {
    Files.createDirectories(folder.resolve("photos"));
    Files.createDirectories(folder.resolve("outlines"));
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(50 + i, 42, BufferedImage.TYPE_BYTE_GRAY);
      image
          .getRaster()
          .setPixels(2 * i, 8, 16, 16, IntStream.range(0, 256).map(v -> 255).toArray());
      ImageIO.write(image, "png", folder.resolve("photos/n" + i + ".png").toFile());
      ImageIO.write(image, "png", folder.resolve("outlines/n" + i + "-label.png").toFile());
    }
  }

  private static int size(Split split) {
    return split.train().size() + split.validation().size() + split.test().size();
  }

  private List<String> ofPhotos(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--unet", "depth=2,channels=2", "--epochs", "1", "--batch", "2"));
    arguments.addAll(List.of("--images", folder.resolve("photos").toString()));
    arguments.addAll(List.of("--masks", folder.resolve("outlines").toString()));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  @Test
  void learnsFromPartsOfImagesInFoldersOfAnyNames() throws Exception {
    photos(10);
    Ran ran = Ran.of(ofPhotos("--augment", "balanced-crop=16,horizontal-flip"));
    assertEquals(ExitCode.OK, ran.code(), ran.err());
    assertTrue(ran.out().contains("Test of 1 image: Dice "), ran.out());
    Ran limited = Ran.of(ofPhotos("--size", "24", "--learn-from", "4", "--resume"));
    assertEquals(ExitCode.BAD_INPUT, limited.code(), limited.out());
  }

  @Test
  void namesTheOptionsWhereImagesOfFoldersDoNotFit() throws Exception {
    photos(10);
    Ran sizes = Ran.of(ofPhotos());
    assertEquals(ExitCode.BAD_INPUT, sizes.code(), sizes.out());
    assertTrue(sizes.err().contains("Option --size WxH brings all to one size"), sizes.err());
    Files.delete(folder.resolve("outlines/n3-label.png"));
    Ran missing = Ran.of(ofPhotos("--size", "24"));
    assertEquals(ExitCode.BAD_INPUT, missing.code(), missing.out());
    assertTrue(missing.err().contains("1 of 10 images have no mask in"), missing.err());
    assertTrue(missing.err().contains("Option --on-bad-file skip leaves"), missing.err());
    Ran skipped = Ran.of(ofPhotos("--size", "24", "--on-bad-file", "skip"));
    assertEquals(ExitCode.OK, skipped.code(), skipped.err());
    assertTrue(skipped.err().contains("warning: left out: "), skipped.err());
    assertEquals(9, size(SplitFile.read(folder.resolve("out/split.json"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--epochs 1 | expected a data set by --data, or two folders by --images and --masks",
        "--masks . | --masks: needs --images",
        "--images . | --images: needs --masks",
        "--images . --masks . --data testnet:4 | --data and --masks: give a data set, or two",
        "--images . --masks . --plane coronal | --plane: says how a data set of --data is read"
      })
  void refusesWhatSaysTwoThingsOrNone(String options, String message) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(options.split(" ")));
    Ran ran = Ran.of(arguments);
    assertEquals(ExitCode.BAD_INPUT, ran.code(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--learn-from 0 | --learn-from: expected a whole number from 1",
        "--images 0 | --images: expected a whole number from 1",
        "--loss bce+dise | expected a sum such as bce+dice+0.5*iou, found 'dise'. Did you mean 'dice'?",
        "--optimizer adamm | found 'adamm'. Did you mean 'adam'",
        "--schedule step:3 | step:EPOCHS:FACTOR",
        "--lr -1 | illegal learning rate",
        "--epochs 0 | --epochs: expected a whole number from 1",
        "--batch none | --batch: expected a whole number from 1",
        "--unet depth=9 | illegal U-Net depth: 9",
        "--unet depth=5,channels=2 | multiples of 16, found 24 x 24",
        "--unet largest | expected a preset (small, medium, large, utility, halved, 2015)",
        "--augment flop | unknown augmentation 'flop'",
        "--split 0.9,0.3 | illegal shares",
        "--data nowhere | nowhere: no such folder",
        "--unet depth=5,channels=2 | Option --size WxH states the size.",
        "--resume | checkpoint.state"
      })
  void refusesWhatCannotBeTrained(String option, String message) {
    Path out = folder.resolve("out");
    Ran ran = Ran.of(arguments(out, option.split(" ")));
    assertEquals(ExitCode.BAD_INPUT, ran.code(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    assertTrue(ran.err().lines().count() <= 2, ran.err());
    assertFalse(Files.exists(out.resolve(TrainingRun.MODEL)));
  }
}
