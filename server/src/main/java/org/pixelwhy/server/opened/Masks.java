package org.pixelwhy.server.opened;

import java.util.OptionalLong;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.server.json.Identifier;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.MaskRow;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Masks that people drew. Safe to use from several threads. */
public final class Masks {
  private final Images images;
  private final Store store;

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
  public String add(Person person, PictureKey picture, byte[] bytes) {
    require(images.read(person, picture, Use.ASK), bytes);
    PictureKey key = images.get(person, picture.image(), Use.ASK).resolved(picture);
    try (Held held = store.blobs().put(bytes)) {
      long image = Identifier.row(Identifier.IMAGE, key.image()).orElseThrow();
      String plane = key.plane().map(Plane::name).orElse("");
      MaskRow row = new MaskRow(0, person, image, plane, key.slice(), held.hash());
      return Identifier.of(Identifier.MASK, store.library().keep(row));
    }
  }

  private static void require(Image image, byte[] bytes) {
    Axes axes = image.axes();
    if (bytes.length != axes.size()) {
      throw new InputException(
          Text.format(
              "mask: expected %d bytes, one for each of %d x %d pixels, found %d",
              axes.size(), image.width(), image.height(), bytes.length));
    }
    for (byte each : bytes) {
      if (each != 0) {
        return;
      }
    }
    throw new InputException("mask: no pixel is marked");
  }

  /**
   * Looks whether a mask that a question names can be kept with what is answered.
   *
   * @throws NotThereException if it was deleted
   */
  public void require(OptionalLong mask) {
    if (mask.isPresent() && store.library().mask(mask.getAsLong()).isEmpty()) {
      throw missing(Identifier.of(Identifier.MASK, mask.getAsLong()));
    }
  }

  private static NotThereException missing(String id) {
    return new NotThereException(
        Text.format(
            "there is no mask '%s', or no more: one that nothing kept needs is deleted after a day;"
                + " mark the pixels again",
            Uploads.title(id, "")));
  }

  /**
   * A mask that somebody drew: a byte for each pixel.
   *
   * @throws NotThereException if there is none
   */
  byte[] get(Person person, String id) {
    MaskRow row =
        Identifier.find(Identifier.MASK, id, store.library()::mask)
            .filter(found -> found.owner().equals(person))
            .orElseThrow(() -> missing(id));
    return store.blobs().read(row.content());
  }
}
