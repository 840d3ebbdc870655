package org.pixelwhy.server.opened;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Plane;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.MaskRow;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Masks that people drew. Safe to use from several threads. */
public final class Masks {
  private static final int MOST = 200;

  private final Images images;
  private final Store store;
  private final Map<String, Mask> latest = new LinkedHashMap<>();

  Masks(Images images, Store store) {
    this.images = images;
    this.store = store;
  }

  /**
   * Takes a mask.
   *
   * @param bytes one for each pixel of the image, row by row; 0 is outside
   * @return what targets call it: {@code region:k1}
   * @throws InputException if there are more or fewer, or all are 0
   */
  public String add(PictureKey picture, byte[] bytes) {
    Mask pixels = mask(images.read(picture), bytes);
    PictureKey key = images.get(picture.image()).resolved(picture);
    try (Held held = store.blobs().put(bytes)) {
      long image = Identifier.row(Identifier.IMAGE, key.image()).orElseThrow();
      String plane = key.plane().map(Plane::name).orElse("");
      MaskRow row = new MaskRow(0, image, plane, key.slice(), held.hash());
      String id = Identifier.of(Identifier.MASK, store.library().keep(row));
      remember(id, pixels);
      return id;
    }
  }

  private static Mask mask(Image image, byte[] bytes) {
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
    return pixels;
  }

  private synchronized void remember(String id, Mask pixels) {
    latest.put(id, pixels);
    if (latest.size() > MOST) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  /**
   * Looks whether a mask that a question names can be kept with what is answered.
   *
   * @throws NotThereException if it was deleted; its pixels may be remembered nevertheless
   */
  public void require(OptionalLong mask) {
    if (mask.isPresent() && store.library().mask(mask.getAsLong()).isEmpty()) {
      throw new NotThereException(
          Text.format(
              "the mask '%s' is gone: a mask that nothing kept needs is deleted after a day; mark"
                  + " the pixels again",
              Identifier.of(Identifier.MASK, mask.getAsLong())));
    }
  }

  /**
   * A mask.
   *
   * @throws NotThereException if there is none
   */
  Mask get(String text) {
    String id = text.strip();
    synchronized (this) {
      Mask known = latest.get(id);
      if (known != null) {
        return known;
      }
    }
    MaskRow row =
        Identifier.find(Identifier.MASK, id, store.library()::mask)
            .orElseThrow(
                () ->
                    new NotThereException(
                        Text.format(
                            "there is no mask '%s'; send it first", Uploads.title(id, ""))));
    Optional<Plane> plane =
        Optional.of(row.plane()).filter(name -> !name.isEmpty()).map(Plane::valueOf);
    PictureKey key =
        new PictureKey(Identifier.of(Identifier.IMAGE, row.image()), plane, row.slice());
    Mask pixels = mask(images.read(key), store.blobs().read(row.content()));
    remember(id, pixels);
    return pixels;
  }
}
