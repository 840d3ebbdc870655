package org.pixelwhy.study.noise;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pixelwhy.image.Image;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;

/**
 * An image of which only that is left which a network needs.
 *
 * @param image of the size of the one that was obscured
 * @param className the class whose mask was looked at
 * @param before pixels of the mask of the whole image, in the network's output
 * @param after pixels of the mask that the network still draws
 * @param dice of the two masks
 * @param left share of the image's pixels whose values are untouched
 * @param notes what one should know
 */
public record Obscured(
    Image image,
    String className,
    int before,
    int after,
    double dice,
    double left,
    List<String> notes) {
  public Obscured {
    notes = List.copyOf(notes);
  }

  /**
   * Writes the image as a PNG file, whole or not at all.
   *
   * @throws org.pixelwhy.tensor.InputException if that fails
   */
  public void write(Path file) {
    Path absolute = file.toAbsolutePath();
    ResultFiles.renew(
        absolute.getParent(),
        Map.of(absolute.getFileName().toString(), Content.of(Picture.of(image))));
  }
}
