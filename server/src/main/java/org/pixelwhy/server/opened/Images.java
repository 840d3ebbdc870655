package org.pixelwhy.server.opened;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.tensor.Text;

/** The images that are open. Safe to use from several threads. */
public final class Images implements AutoCloseable {
  private final Uploads uploads;
  private final Limits limits;
  private final OpenVolumes volumes = OpenVolumes.withinHeap();
  private final Map<String, StoredImage> images = new LinkedHashMap<>();
  private int made;

  Images(Uploads uploads, Limits limits) {
    this.uploads = uploads;
    this.limits = limits;
  }

  /** All of them, in the order in which they were opened. */
  public synchronized List<StoredImage> all() {
    return List.copyOf(images.values());
  }

  /**
   * One of them.
   *
   * @throws NotThereException if there is none
   */
  public synchronized StoredImage get(String id) {
    StoredImage found = images.get(id);
    if (found == null) {
      throw new NotThereException(Text.format("there is no image '%s'; open it first", shown(id)));
    }
    return found;
  }

  private static String shown(String id) {
    return Uploads.title(id, "");
  }

  /**
   * Takes an image that is sent: it is read once, so that what is kept can be read.
   *
   * @throws org.pixelwhy.tensor.InputException if it is no image, or larger than allowed
   */
  public StoredImage upload(InputStream sent, String name) {
    requireRoom();
    String title = Uploads.title(name, "image");
    Path file = uploads.store(sent, title, "", limits.imageBytes());
    try {
      return add(title, new ImageSource.Picture(file), new ReadLimits(limits.samples()));
    } catch (RuntimeException e) {
      throw uploads.refused(file, e);
    }
  }

  /** Takes an image of this machine, which whoever started the server named. */
  public StoredImage open(ImageSource source) {
    source.path().ifPresent(file -> uploads.call(file, Uploads.title(file.toString(), "image")));
    return add(source.title(), source, ReadLimits.DEFAULT);
  }

  private StoredImage add(String title, ImageSource source, ReadLimits most) {
    Map<Plane, Integer> slices = slices(source, most);
    if (slices.isEmpty() && source instanceof ImageSource.Picture picture) {
      ImageReader.read(picture.file(), most);
    }
    synchronized (this) {
      requireRoom();
      StoredImage image = new StoredImage("i" + ++made, title, source, slices);
      images.put(image.id(), image);
      return image;
    }
  }

  private synchronized void requireRoom() {
    if (images.size() >= limits.images()) {
      throw new TooMuchException(
          Text.format("%d images are open, as many as may be; close one", images.size()));
    }
  }

  /** Of a volume of several slices; empty for a picture. */
  private static Map<Plane, Integer> slices(ImageSource source, ReadLimits most) {
    Map<Plane, Integer> slices = new EnumMap<>(Plane.class);
    boolean whole = source instanceof ImageSource.Picture;
    Path file = source.path().orElse(null);
    if (whole && VolumeReader.isVolume(file)) {
      // Reads all of it, within the limit, so that damage is told at once.
      VolumeReader.read(file, most);
      if (VolumeReader.count(file, Plane.AXIAL) > 1) {
        for (Plane plane : Plane.values()) {
          slices.put(plane, VolumeReader.count(file, plane));
        }
      }
    }
    return slices;
  }

  /** Closes an image, and deletes its file where it was sent. */
  synchronized StoredImage close(String id) {
    StoredImage image = get(id);
    images.remove(id);
    image.source().path().ifPresent(uploads::delete);
    return image;
  }

  /** The picture as it is shown, values as they stand in the file. */
  public Image read(PictureKey key) {
    return volumes.read(get(key.image()).at(key));
  }

  OpenVolumes volumes() {
    return volumes;
  }

  @Override
  public void close() {
    volumes.close();
  }
}
