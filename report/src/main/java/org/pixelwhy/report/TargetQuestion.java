package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.ShortNumber;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.Percent;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.Text;

/** A target as a question, and the numbers that matter first. */
final class TargetQuestion {
  private TargetQuestion() {}

  static boolean isBorder(TargetResult target) {
    return target.spec().toString().startsWith("border");
  }

  /** True whatever was predicted: only pixels of the class are said to be called so. */
  static String sentence(ImageResult image, TargetResult target, List<String> classNames) {
    String name = classNames.get(target.channel());
    Mask predicted = image.masks().get(target.channel());
    int count = target.mask().count();
    String pixels = count == 1 ? "this pixel" : Text.format("these %s pixels", grouped(count));
    if (!target.mask().minus(predicted).isEmpty()) {
      return Text.format("What speaks for %s in %s?", name, pixels);
    }
    if (isBorder(target)) {
      return Text.format("Why does %s end here?", name);
    }
    String are = count == 1 ? "is" : "are";
    return Text.format("Why %s %s called %s?", are, pixels, name);
  }

  static List<Fact> facts(ImageResult image, TargetResult target, ExplainRequest request) {
    List<Fact> facts = new ArrayList<>();
    int count = target.mask().count();
    double area = (double) count / target.mask().size();
    facts.add(
        new Fact(
            "Target",
            Text.format(
                "%s %s, %s of the image",
                grouped(count), count == 1 ? "pixel" : "pixels", Percent.of(area))));
    String reads = request.question().on().name().toLowerCase(Locale.ROOT);
    String how = request.question().reduction().name().toLowerCase(Locale.ROOT);
    String unit = reads.startsWith("prob") ? "probability" : "logit";
    facts.add(new Fact(capital(how) + " " + unit, ShortNumber.format(target.value())));
    facts.add(new Fact("Asked about", target.description()));
    Mask predicted = image.masks().get(target.channel());
    facts.add(
        new Fact(
            "All of the class",
            Percent.of((double) predicted.count() / predicted.size()) + " of the image"));
    return facts;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String grouped(int number) {
    return Text.format("%,d", number);
  }
}
