package org.pixelwhy.app.cli.network;

import java.util.List;
import java.util.stream.Collectors;
import org.pixelwhy.model.card.Binarize;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.FullRange;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.ScaleRange;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.card.VolumeRange;
import org.pixelwhy.model.card.ZeroMeanUnitVariance;
import org.pixelwhy.tensor.Text;

/** What steps do to a value x of a picture, as arithmetic. */
final class Arithmetic {
  private Arithmetic() {}

  /** All steps, one after the other. */
  static String of(List<Step> steps) {
    return steps.isEmpty()
        ? "x, as it is in the file"
        : steps.stream().map(Arithmetic::of).collect(Collectors.joining(", then "));
  }

  private static String of(Step step) {
    if (step instanceof Scale scale) {
      return scaled(scale);
    } else if (step instanceof MeanStd fixed) {
      return Text.format("(x - %s) / %s", numbers(fixed.mean()), numbers(fixed.std()));
    } else if (step instanceof ZeroMeanUnitVariance own) {
      return Text.format("(x - mean) / deviation of %s", whole(own.perChannel()));
    } else if (step instanceof ScaleRange range) {
      return Text.format(
          "(x - p) / (q - p), p and q the percentiles %s and %s of %s",
          number(range.lowPercentile()), number(range.highPercentile()), whole(range.perChannel()));
    } else if (step instanceof VolumeRange) {
      return "(x - p) / (q - p), p and q the percentiles 1 and 99 of the volume";
    } else if (step instanceof FullRange) {
      return "x brought from its file's range to 0..255";
    } else if (step instanceof Clip clip) {
      return Text.format("x clipped to %s..%s", number(clip.min()), number(clip.max()));
    } else if (step instanceof Binarize binarize) {
      return Text.format("1 where x > %s, else 0", numbers(binarize.threshold()));
    }
    return step.toString();
  }

  private static String scaled(Scale scale) {
    boolean plain = scale.offset().stream().allMatch(offset -> offset == 0);
    String product =
        scale.factor().size() == 1 && isOverWhole(scale.factor().get(0))
            ? "x / " + number(1 / scale.factor().get(0))
            : "x * " + numbers(scale.factor());
    if (plain) {
      return product;
    }
    boolean less = scale.offset().size() == 1 && scale.offset().get(0) < 0;
    return less
        ? product + " - " + number(-scale.offset().get(0))
        : product + " + " + numbers(scale.offset());
  }

  /** Whether a factor is that of a division by a whole number, or half of one, such as 1/127.5. */
  private static boolean isOverWhole(double factor) {
    double twice = 2 / factor;
    return factor > 0 && factor < 1 && Math.abs(twice - Math.rint(twice)) < 1e-6 * twice;
  }

  private static String whole(boolean perChannel) {
    return perChannel ? "each channel of the image" : "the image";
  }

  private static String numbers(List<Double> numbers) {
    String all = numbers.stream().map(Arithmetic::number).collect(Collectors.joining(", "));
    return numbers.size() == 1 ? all : "[" + all + "]";
  }

  private static String number(double value) {
    String text = Text.format("%.6g", value);
    return text.contains("e") || !text.contains(".")
        ? text
        : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
