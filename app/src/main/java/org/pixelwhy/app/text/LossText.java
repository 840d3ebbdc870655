package org.pixelwhy.app.text;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.loss.CrossEntropy;
import org.pixelwhy.training.loss.Focal;
import org.pixelwhy.training.loss.Loss;
import org.pixelwhy.training.loss.SoftDice;
import org.pixelwhy.training.loss.SoftIou;
import org.pixelwhy.training.loss.WeightedSum;

/** A loss as users write it: {@code bce+dice+0.5*iou}. */
public final class LossText {
  private static final List<String> NAMES = List.of("bce", "ce", "dice", "iou", "focal");

  private LossText() {}

  public static Loss parse(String text) {
    List<WeightedSum.Term> terms = new ArrayList<>();
    for (String part : text.split("\\+", -1)) {
      String[] factors = part.strip().split("\\*", 2);
      double weight = factors.length == 1 ? 1 : Numbers.real("--loss", factors[0]);
      terms.add(new WeightedSum.Term(weight, named(factors[factors.length - 1].strip())));
    }
    return new WeightedSum(terms);
  }

  private static Loss named(String name) {
    return switch (name) {
      case "bce", "ce" -> new CrossEntropy();
      case "dice" -> new SoftDice(1);
      case "iou" -> new SoftIou(1);
      case "focal" -> new Focal(2, 0.25);
      default ->
          throw new InputException(
              Text.format(
                  "--loss: expected a sum such as bce+dice+0.5*iou, found '%s'.%s",
                  name, NearestNames.suggest(name, NAMES)));
    };
  }
}
