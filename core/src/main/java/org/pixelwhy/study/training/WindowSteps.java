package org.pixelwhy.study.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.data.Windowing;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.card.VolumeRange;

/** What a data set's reader did to the values of its volumes, as steps of a model card. */
final class WindowSteps {
  private WindowSteps() {}

  /** Steps from the values of files to 0 to 1. */
  static List<Step> of(Windowing windowing) {
    List<Optional<IntensityWindow>> channels = windowing.channels();
    List<Step> steps = new ArrayList<>();
    List<Integer> own =
        IntStream.range(0, channels.size())
            .filter(channel -> channels.get(channel).isEmpty())
            .boxed()
            .toList();
    if (own.size() == channels.size()) {
      steps.add(new VolumeRange());
    } else {
      if (!own.isEmpty()) {
        steps.add(new VolumeRange(own));
      }
      steps.add(
          new MeanStd(
              channels.stream()
                  .map(window -> window.map(IntensityWindow::low).orElse(0.0))
                  .toList(),
              channels.stream()
                  .map(window -> window.map(IntensityWindow::width).orElse(1.0))
                  .toList()));
    }
    steps.add(new Clip(0, 1));
    return steps;
  }
}
