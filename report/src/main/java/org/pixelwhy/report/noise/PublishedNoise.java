package org.pixelwhy.report.noise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.report.page.Template;

/**
 * The curves of U-Noise's figure 3a, on CT of the pancreas.
 *
 * @param source where they are from
 */
record PublishedNoise(String source, List<Curve> curves) {
  /**
   * A curve.
   *
   * @param half Dice where half of all pixels is shown
   */
  record Curve(String name, double half, double[] share, double[] dice) {}

  static PublishedNoise read() {
    try {
      JsonNode json =
          new ObjectMapper()
              .readTree(Template.text("/org/pixelwhy/report/noise/u-noise-published.json"));
      List<Curve> curves = new ArrayList<>();
      for (JsonNode curve : json.path("curves")) {
        curves.add(
            new Curve(
                curve.path("name").textValue(),
                curve.path("half").doubleValue(),
                numbers(curve.path("share")),
                numbers(curve.path("dice"))));
      }
      return new PublishedNoise(json.path("source").textValue(), curves);
    } catch (IOException e) {
      throw new IllegalStateException("the published curves are part of the library", e);
    }
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }
}
