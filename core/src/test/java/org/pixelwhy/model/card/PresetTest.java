package org.pixelwhy.model.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.InputException;

class PresetTest {
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  @TempDir Path folder;

  private static ModelCard card(PartialCard stated, ChannelOrder channels) {
    PartialCard rest =
        new PartialCard.Builder()
            .inputLayout(Layout.NCHW)
            .size(InputSize.any(2))
            .channels(channels)
            .outputLayout(Layout.NCHW)
            .activation(Activation.LOGITS)
            .classNames(List.of("a"))
            .background(OptionalInt.empty())
            .build();
    return stated.orElse(rest).complete(PartialCard.EMPTY);
  }

  private static float[] prepared(String preset, ChannelOrder channels, Image image) {
    PartialCard stated =
        new PartialCard.Builder().preprocessing(List.of(Preset.of(preset).orElseThrow())).build();
    return ImagePreparation.of(card(stated, channels), image, Optional.empty()).input().toFloats();
  }

  private static Image colour(float range) {
    return new Image(3, 1, 1, new float[] {0.2f * range, 0.6f * range, range}, range);
  }

  @ParameterizedTest
  @CsvSource({"255", "65535", "1"})
  void imageNetIsTheSameWhateverTheFormatsRange(float range) {
    float[] rgb = prepared("imagenet", ChannelOrder.RGB, colour(range));
    float[] bgr = prepared("ImageNet", ChannelOrder.BGR, colour(range));
    double[] values = {0.2, 0.6, 1};
    for (int c = 0; c < 3; c++) {
      assertEquals((values[c] - MEAN[c]) / DEVIATION[c], rgb[c], 1e-5);
      assertEquals(rgb[c], bgr[2 - c]);
    }
  }

  @ParameterizedTest
  @CsvSource({"tf, -0.6, 0.2, 1", "-1..1, -0.6, 0.2, 1", "0..1, 0.2, 0.6, 1", "none, 51, 153, 255"})
  void theOthersAreWhatTheirNamesSay(String name, float red, float green, float blue) {
    float[] values = prepared(name, ChannelOrder.RGB, colour(255));
    assertArrayEquals(new float[] {red, green, blue}, values, 1e-5f);
  }

  @Test
  void noneLeavesSixteenBitsAsTheyAre() {
    assertEquals(65535, prepared("none", ChannelOrder.RGB, colour(65535))[2]);
  }

  @Test
  void imageNetIsRefusedForGrey() {
    Image grey = new Image(1, 1, 1, new float[] {1}, 255);
    InputException e =
        assertThrows(InputException.class, () -> prepared("imagenet", ChannelOrder.GREY, grey));
    assertTrue(e.getMessage().contains("the model takes GREY"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"imagenet", "[imagenet]"})
  void aCardMayNameOne(String text) throws IOException {
    Path file = folder.resolve("card.yaml");
    Files.writeString(file, "input: {channels: BGR, preprocessing: " + text + "}\n");
    ModelCard card = card(ModelCardYaml.read(file), ChannelOrder.RGB);
    assertEquals(
        List.of(
            new FullRange(),
            new Scale(1 / 255.0, 0),
            new MeanStd(List.of(0.406, 0.456, 0.485), List.of(0.225, 0.224, 0.229))),
        card.preprocessing());
    // What is written is read again as the same.
    ModelCardYaml.write(file, card.stated());
    assertEquals(card.stated(), ModelCardYaml.read(file));
  }

  @Test
  void aMisspeltOneIsAnsweredWithTheNearest() throws IOException {
    Path file = folder.resolve("card.yaml");
    Files.writeString(file, "input: {preprocessing: imagnet}\n");
    InputException e = assertThrows(InputException.class, () -> ModelCardYaml.read(file));
    assertTrue(e.getMessage().contains("'imagenet'"), e.getMessage());
  }
}
