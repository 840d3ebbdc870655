package org.pixelwhy.model.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.InputException;

class ModelCardTest {
  private static PartialCard.Builder everything() {
    return new PartialCard.Builder()
        .inputLayout(Layout.NCHW)
        .size(InputSize.any(2))
        .channels(ChannelOrder.RGB)
        .preprocessing(List.of(new Scale(1 / 255.0, 0)))
        .outputLayout(Layout.NCHW)
        .activation(Activation.LOGITS)
        .classNames(List.of("rest", "cell"))
        .background(OptionalInt.of(0));
  }

  @Test
  void whatIsStatedWinsAndWhatIsGuessedIsListed() {
    PartialCard flags = new PartialCard.Builder().channels(ChannelOrder.BGR).build();
    PartialCard file =
        new PartialCard.Builder()
            .channels(ChannelOrder.GREY)
            .inputLayout(Layout.NHWC)
            .background(OptionalInt.empty())
            .build();
    ModelCard card = flags.orElse(file).complete(everything().build());
    assertEquals(ChannelOrder.BGR, card.channels());
    assertEquals(Layout.NHWC, card.inputLayout());
    assertEquals(OptionalInt.empty(), card.background());
    assertEquals(
        List.of(
            "input size: multiple of 1 x multiple of 1",
            "preprocessing: [values / 255]",
            "output layout: NCHW",
            "activation: LOGITS",
            "classes: [rest, cell]"),
        card.guesses());
  }

  @Test
  void aFieldThatNobodyStatesIsNamed() {
    InputException e =
        assertThrows(InputException.class, () -> PartialCard.EMPTY.complete(PartialCard.EMPTY));
    assertTrue(e.getMessage().contains("input layout"), e.getMessage());
  }

  @Test
  void aWholeCardStatesEverything() {
    ModelCard card = everything().build().complete(PartialCard.EMPTY);
    assertEquals(everything().build(), card.stated());
    assertEquals(List.of(), card.guesses());
  }

  @Test
  void contradictionsAreRefused() {
    refused(everything().inputLayout(Layout.NCDHW));
    refused(everything().background(OptionalInt.of(2)));
    refused(everything().preprocessing(List.of(new Scale(List.of(1.0, 2.0), List.of(0.0)))));
  }

  private static void refused(PartialCard.Builder card) {
    PartialCard partial = card.build();
    assertThrows(InputException.class, () -> partial.complete(PartialCard.EMPTY));
  }

  @Test
  void sizesAreAcceptedAndRoundedUp() {
    AxisSize multiple = new AxisSize.Stepped(32, 32);
    assertTrue(multiple.accepts(64) && !multiple.accepts(65) && !multiple.accepts(0));
    assertEquals(96, multiple.atLeast(65));
    assertEquals(32, multiple.atLeast(1));
    AxisSize offset = new AxisSize.Stepped(70, 16);
    assertTrue(offset.accepts(86));
    assertEquals(102, offset.atLeast(87));
    assertTrue(InputSize.fixed(256, 512).accepts(256, 512));
    assertFalse(InputSize.fixed(256, 512).accepts(512, 256));
    assertTrue(InputSize.any(2).accepts(17, 1));
    assertThrows(InputException.class, () -> InputSize.fixed(3));
    assertThrows(InputException.class, () -> new AxisSize.Stepped(1, 0));
  }

  @Test
  void layoutsKnowTheirAxes() {
    assertEquals(1, Layout.NCHW.channelAxis());
    assertEquals(3, Layout.NHWC.channelAxis());
    assertEquals(4, Layout.NDHWC.channelAxis());
    assertEquals(3, Layout.NCDHW.spatialRank());
    assertEquals(1, Layout.NHWC.firstSpatialAxis());
  }

  @Test
  void channelsAreArrangedAsTheModelTakesThem() {
    Image colour = new Image(3, 1, 2, new float[] {1, 10, 2, 10, 3, 10}, 255);
    assertArrayEquals(new float[] {3, 10, 2, 10, 1, 10}, ChannelOrder.BGR.arrange(colour).values());
    Image grey = ChannelOrder.GREY.arrange(colour);
    assertArrayEquals(new float[] {1.815f, 10}, grey.values(), 1e-6f);
    assertEquals(1, grey.notes().size());
    Image single = new Image(1, 1, 2, new float[] {4, 5}, 255);
    assertArrayEquals(new float[] {4, 5, 4, 5, 4, 5}, ChannelOrder.RGB.arrange(single).values());
    Image four = new Image(4, 1, 1, new float[4], 255);
    assertThrows(InputException.class, () -> ChannelOrder.RGB.arrange(four));
    assertSame(four, ChannelOrder.of(4).arrange(four));
    InputException two = assertThrows(InputException.class, () -> ChannelOrder.of(2).arrange(four));
    assertEquals("the model takes 2 channels, the picture has 4", two.getMessage());
  }

  @Test
  void preprocessingArrangesChannelsFirst() {
    ModelCard card =
        everything()
            .channels(ChannelOrder.BGR)
            .preprocessing(
                List.of(new Scale(0.5, 0), new MeanStd(List.of(1.0, 2.0, 3.0), List.of(1.0))))
            .build()
            .complete(PartialCard.EMPTY);
    Image pixel = new Image(3, 1, 1, new float[] {20, 40, 60}, 255);
    assertArrayEquals(new float[] {29, 18, 7}, card.preprocess(pixel));
  }
}
