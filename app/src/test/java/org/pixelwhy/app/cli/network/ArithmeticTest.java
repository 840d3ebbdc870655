package org.pixelwhy.app.cli.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.Preset;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.ScaleRange;
import org.pixelwhy.model.card.ZeroMeanUnitVariance;

class ArithmeticTest {
  @Test
  void stepsAreWrittenAsPeopleWriteThem() {
    assertEquals("x, as it is in the file", Arithmetic.of(List.of()));
    assertEquals("x / 255", Arithmetic.of(List.of(new Scale(1 / 255.0, 0))));
    assertEquals(
        "x / 255, then (x - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]",
        Arithmetic.of(
            List.of(
                new Scale(1 / 255.0, 0),
                new MeanStd(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)))));
    assertEquals(
        "x brought from its file's range to 0..255, then x / 127.5 - 1",
        Arithmetic.of(new Preset(Preset.Kind.TF).steps(ChannelOrder.RGB)));
    assertEquals("x * 3", Arithmetic.of(List.of(new Scale(3, 0))));
    assertEquals(
        "x clipped to -160..240, then (x - mean) / deviation of the image",
        Arithmetic.of(List.of(new Clip(-160, 240), new ZeroMeanUnitVariance(false, 1e-6))));
    assertEquals(
        "(x - p) / (q - p), p and q the percentiles 1 and 99.8 of each channel of the image",
        Arithmetic.of(List.of(new ScaleRange(true, 1, 99.8, 1e-6))));
  }
}
