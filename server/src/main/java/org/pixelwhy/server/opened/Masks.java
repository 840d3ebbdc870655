package org.pixelwhy.server.opened;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Masks that people drew, the latest ones. Safe to use from several threads. */
public final class Masks {
  private static final int MOST = 200;

  private final Map<String, Sent> masks = new LinkedHashMap<>();
  private int made;

  /**
   * A mask that was sent.
   *
   * @param id what targets call it: {@code region:k1}
   */
  public record Sent(String id, Mask pixels) {}

  /**
   * Takes a mask.
   *
   * @param bytes one for each pixel of the image, row by row; 0 is outside
   * @throws InputException if there are more or fewer, or all are 0
   */
  public synchronized Sent add(Image image, byte[] bytes) {
    Axes axes = image.axes();
    if (bytes.length != axes.size()) {
      throw new InputException(
          Text.format(
              "mask: expected %d bytes, one for each of %d x %d pixels, found %d",
              axes.size(), image.width(), image.height(), bytes.length));
    }
    Mask pixels = Mask.of(axes, i -> bytes[i] != 0);
    if (pixels.isEmpty()) {
      throw new InputException("mask: no pixel is marked");
    }
    Sent mask = new Sent("k" + ++made, pixels);
    masks.put(mask.id(), mask);
    if (masks.size() > MOST) {
      masks.remove(masks.keySet().iterator().next());
    }
    return mask;
  }

  /**
   * A mask.
   *
   * @throws NotThereException if there is none
   */
  synchronized Sent get(String id) {
    Sent found = masks.get(id.strip());
    if (found == null) {
      throw new NotThereException(
          Text.format("there is no mask '%s'; send it first", Uploads.title(id, "")));
    }
    return found;
  }
}
