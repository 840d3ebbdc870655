package org.example;

import org.pixelwhy.Answers;
import org.pixelwhy.Ask;
import org.pixelwhy.Inquiry;

/** More than one question at once, and options of methods. */
final class Asking {
  private Asking() {}

  static Answers ask(Inquiry image) {
    Ask ask =
        // region ask
        Ask.about("class:segment", "pixel:40,50")
            .by("lrp", "occlusion")
            .with("occlusion.window=15")
            .atLayers("auto")
            .scoredBy("deletion")
        // endregion
        ;
    return image.ask(ask);
  }
}
