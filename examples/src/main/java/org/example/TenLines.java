package org.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pixelwhy.Answers;
import org.pixelwhy.Explanation;
import org.pixelwhy.Inquiry;
import org.pixelwhy.PixelWhy;

/** The ten lines of docs/java.md: a model, an image, a question, and a picture of each map. */
public final class TenLines {
  private TenLines() {}

  /** {@code MODEL IMAGE TARGET FOLDER}. */
  public static void main(String[] args) throws IOException {
    explain(Path.of(args[0]), Path.of(args[1]), args[2], Path.of(args[3]));
  }

  static Answers explain(Path model, Path picture, String target, Path folder) throws IOException {
    // region ten lines
    try (PixelWhy why = PixelWhy.open(model);
        Inquiry image = why.image(picture)) {
      Answers answers = image.ask(target, "grad-cam", "saliency");
      for (Explanation map : answers.maps()) {
        Files.write(folder.resolve(map.method() + ".png"), map.picture().png());
      }
      System.out.print(answers);
      return answers;
    }
    // endregion
  }
}
