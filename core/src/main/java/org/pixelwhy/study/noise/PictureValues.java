package org.pixelwhy.study.noise;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.faithfulness.ImagePart;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.ScaleRange;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.card.ZeroMeanUnitVariance;
import org.pixelwhy.tensor.Tensor;

/**
 * How the values of a picture and of the network's input belong together: what is put where pixels
 * are hidden is thought of in the picture, and the network is asked about it in its input.
 *
 * @param slope of each channel: how much the input changes with the picture's value
 * @param zero of each channel: the input where the picture is 0
 */
record PictureValues(double[] slope, double[] zero) {
  /** Reads off what preparing did to a picture. */
  static PictureValues of(ModelCard card, Image picture, ImagePreparation prepared) {
    Image fitted = card.channels().arrange(prepared.geometry().toInput(picture));
    float[] before = fitted.values();
    float[] after = prepared.input().toFloats();
    int channels = fitted.channels();
    int area = before.length / channels;
    double[] slope = new double[channels];
    double[] zero = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      double x = 0;
      double y = 0;
      for (int i = channel * area; i < (channel + 1) * area; i++) {
        x += before[i] / area;
        y += after[i] / area;
      }
      double xx = 0;
      double xy = 0;
      for (int i = channel * area; i < (channel + 1) * area; i++) {
        xx += (before[i] - x) * (before[i] - x);
        xy += (before[i] - x) * (after[i] - y);
      }
      slope[channel] = xx == 0 ? 0 : xy / xx;
      zero[channel] = y - slope[channel] * x;
    }
    return new PictureValues(slope, isPointwise(card) ? black(card, picture, prepared) : zero);
  }

  /** Whether no other pixel has a say in what becomes of one. */
  private static boolean isPointwise(ModelCard card) {
    return card.preprocessing().stream().noneMatch(PictureValues::looksAround);
  }

  private static boolean looksAround(Step step) {
    return step instanceof ZeroMeanUnitVariance || step instanceof ScaleRange;
  }

  private static double[] black(ModelCard card, Image picture, ImagePreparation prepared) {
    float[] none = new float[picture.values().length];
    Image black = picture.with(picture.channels(), none, picture.range(), List.of());
    Size size = new Size(prepared.geometry().inputHeight(), prepared.geometry().inputWidth());
    Tensor input = ImagePreparation.of(card, black, Optional.of(size)).input();
    int channels = (int) input.shape().dim(1);
    double[] zero = new double[channels];
    Arrays.setAll(zero, channel -> input.get(channel * (input.size() / channels)));
    return zero;
  }

  /** The mean over channels of how much a picture's value weighs in the input. */
  double gain() {
    return Arrays.stream(slope).map(Math::abs).average().orElseThrow();
  }

  /** What the network's input is where all pixels of an image are hidden; padding stays. */
  Tensor hidden(Fill fill, ImagePreparation prepared) {
    Tensor image = prepared.input();
    ImagePart part = new ImagePart(prepared.geometry());
    Tensor inside = part.cut(image);
    Tensor hidden =
        switch (fill) {
          case ZERO -> black(inside);
          case MEAN -> new Baseline.Mean().of(inside);
          case BLUR -> new Baseline.Blurred(Fill.SIGMA).of(inside);
        };
    return Tensor.of(part.put(hidden.toFloats(), image), image.shape().dims());
  }

  private Tensor black(Tensor like) {
    float[] values = new float[like.size()];
    int area = values.length / zero.length;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) zero[i / area];
    }
    return Tensor.of(values, like.shape().dims());
  }
}
