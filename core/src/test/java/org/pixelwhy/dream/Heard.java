package org.pixelwhy.dream;

import java.util.ArrayList;
import java.util.List;

/** What a dream tells of one of its steps. */
record Heard(int start, int step, float[] picture, int area, double activation) {
  /** All that a dream tells until it ends. */
  static List<Heard> of(Dream dream) {
    List<Heard> heard = new ArrayList<>();
    dream.run(
        frame -> {
          heard.add(
              new Heard(
                  frame.start(),
                  frame.step(),
                  frame.picture(),
                  frame.mask().count(),
                  frame.activation()));
          return new double[0];
        });
    return heard;
  }
}
