package org.pixelwhy.server.opened;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.server.json.Identifier;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.ImageRow;
import org.pixelwhy.server.store.Owned;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.tensor.Text;

/** The images that are open, or were when the server ended. Safe to use from several threads. */
public final class Images implements AutoCloseable {
  private final Uploads uploads;
  private final Store store;
  private final Limits limits;
  private final OpenVolumes volumes = OpenVolumes.withinHeap();
  private final Map<String, StoredImage> images = new LinkedHashMap<>();

  /** Images that whoever started the server named: they are listed first. */
  private final List<String> first = new ArrayList<>();

  Images(Uploads uploads, Store store, Limits limits) {
    this.uploads = uploads;
    this.store = store;
    this.limits = limits;
  }

  /**
   * All that somebody may ask about: those named at the start, then in the order in which they were
   * opened.
   */
  public List<StoredImage> all(Person person) {
    List<ImageRow> rows = store.library().images(person);
    synchronized (this) {
      return First.sorted(
          rows.stream().map(this::image).flatMap(Optional::stream).toList(),
          StoredImage::id,
          first);
    }
  }

  private synchronized Optional<StoredImage> image(ImageRow row) {
    String id = Identifier.of(Identifier.IMAGE, row.id());
    Optional<StoredImage> known = known(id);
    if (known.isPresent()) {
      return known;
    }
    Optional<StoredImage> again = read(id, row);
    again.ifPresent(image -> images.put(id, image));
    return again;
  }

  /** As its row says; not remembered. */
  private Optional<StoredImage> read(String id, ImageRow row) {
    if (row.content().isEmpty()) {
      return Optional.empty();
    }
    Path file = uploads.place(row.content().get(), row.title());
    Map<Plane, Integer> slices = ImageKind.slices(row.slices());
    return ImageKind.source(row.kind(), file)
        .map(source -> new StoredImage(id, row.owned(), row.title(), source, slices));
  }

  private synchronized Optional<StoredImage> known(String id) {
    return Optional.ofNullable(images.get(id));
  }

  /**
   * One that somebody may look at.
   *
   * @throws NotThereException if there is none
   */
  public StoredImage get(Person person, String id) {
    return get(person, id, Use.LOOK);
  }

  StoredImage get(Person person, String id, Use use) {
    Optional<StoredImage> known = known(id);
    if (known.isPresent()) {
      if (!use.allowed(person, known.get().owned(), () -> isLent(id))) {
        throw missing(id);
      }
      return known.get();
    }
    ImageRow row = row(person, id, use);
    boolean own = row.owned().by().equals(person);
    if (!row.listed() && own) {
      requireRoom(person);
    }
    // One that is closed and lent stays closed.
    StoredImage image =
        (row.listed() || own ? image(row) : read(id, row))
            .orElseThrow(
                () ->
                    new NotThereException(
                        row.title()
                            + ": this image was not copied to the data folder when it was named at an"
                            + " earlier start; start the server with it again, and ask anew"));
    if (!row.listed() && own) {
      store.library().listImage(row.id(), true);
    }
    return image;
  }

  private ImageRow row(Person person, String id, Use use) {
    return Identifier.find(Identifier.IMAGE, id, store.library()::image)
        .filter(row -> use.allowed(person, row.owned(), () -> store.library().lentImage(row.id())))
        .orElseThrow(() -> missing(id));
  }

  private boolean isLent(String id) {
    return store.library().lentImage(Identifier.row(Identifier.IMAGE, id).orElseThrow());
  }

  private static NotThereException missing(String id) {
    return new NotThereException(
        Text.format("there is no image '%s'; open it first", Uploads.title(id, "")));
  }

  /**
   * Takes an image that is sent: a file, or a ZIP archive of a DICOM series. It is read once, so
   * that what is kept can be read.
   *
   * @throws org.pixelwhy.tensor.InputException if it is no image, or larger than allowed
   */
  public StoredImage upload(Person person, InputStream sent, String name) {
    requireRoom(person);
    String title = Uploads.title(name, "image");
    Held file = uploads.store(sent, title, limits.imageBytes());
    try {
      Path place = uploads.place(file, title, limits.unpackedBytes());
      ImageSource source = new ImageSource.Picture(place);
      Map<Plane, Integer> slices = slices(source, new ReadLimits(limits.samples()));
      Owned own = Owned.only(person);
      StoredImage image =
          add(new StoredImage("", own, title, source, slices), Optional.of(file.hash()));
      file.close();
      return image;
    } catch (RuntimeException | OutOfMemoryError e) {
      throw uploads.refused(file, title, e);
    }
  }

  /**
   * Takes an image of this machine, which whoever started the server named. A copy is kept where it
   * is one file.
   */
  public StoredImage open(ImageSource source) {
    source.path().ifPresent(file -> uploads.call(file, Uploads.title(file.toString(), "image")));
    Map<Plane, Integer> slices = slices(source, ReadLimits.DEFAULT);
    boolean kept = !ImageKind.of(source).equals(ImageKind.ELSEWHERE);
    Optional<Held> held =
        source.path().filter(file -> kept && Files.isRegularFile(file)).map(store.blobs()::put);
    try {
      String title = Uploads.title(source.title(), "image");
      StoredImage image =
          add(new StoredImage("", Owned.everybodys(), title, source, slices), held.map(Held::hash));
      synchronized (this) {
        first.add(image.id());
      }
      return image;
    } finally {
      held.ifPresent(Held::close);
    }
  }

  /** Keeps one that has no identifier yet. */
  private StoredImage add(StoredImage read, Optional<String> content) {
    String kind = content.isPresent() ? ImageKind.of(read.source()) : ImageKind.ELSEWHERE;
    ImageRow row =
        new ImageRow(
            0, read.owned(), read.title(), content, kind, ImageKind.text(read.slices()), true);
    String id = Identifier.of(Identifier.IMAGE, store.library().keep(row));
    StoredImage image =
        new StoredImage(id, read.owned(), read.title(), read.source(), read.slices());
    synchronized (this) {
      images.putIfAbsent(id, image);
      return images.get(id);
    }
  }

  private void requireRoom(Person person) {
    int listed = store.library().openImages(person);
    if (listed >= limits.images()) {
      throw new TooMuchException(
          Text.format("%d images are open, as many as may be; close one", listed));
    }
  }

  /** Of a volume of several slices; empty for a picture, which is read once. */
  private static Map<Plane, Integer> slices(ImageSource source, ReadLimits most) {
    Map<Plane, Integer> slices = new EnumMap<>(Plane.class);
    if (!(source instanceof ImageSource.Picture picture)) {
      return slices;
    }
    Path file = picture.file();
    if (VolumeReader.isVolume(file)) {
      // Reads all of it, within the limit, so that damage is told at once.
      VolumeReader.read(file, most);
      if (VolumeReader.count(file, Plane.AXIAL) > 1) {
        for (Plane plane : Plane.values()) {
          slices.put(plane, VolumeReader.count(file, plane));
        }
      }
    }
    if (slices.isEmpty()) {
      ImageReader.read(file, most);
    }
    return slices;
  }

  /** Closes an image; what was asked about it stays. Gives where it is read from, if it was. */
  Optional<ImageSource> close(Person person, String id) {
    ImageRow row = row(person, id, Use.CHANGE);
    if (!row.listed()) {
      throw missing(id);
    }
    store.library().listImage(row.id(), false);
    Optional<StoredImage> known;
    synchronized (this) {
      known = Optional.ofNullable(images.remove(id));
    }
    uploads.sweep();
    return known.map(StoredImage::source);
  }

  /** The picture as it is shown, values as they stand in the file. */
  public Image read(Person person, PictureKey key) {
    return read(person, key, Use.LOOK);
  }

  Image read(Person person, PictureKey key, Use use) {
    return volumes.read(get(person, key.image(), use).at(key));
  }

  @Override
  public void close() {
    volumes.close();
  }
}
