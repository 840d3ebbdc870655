package org.pixelwhy.server.opened;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.NiftiWriter;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.image.io.VoxelPlaces;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.store.Owned;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * An image that was opened.
 *
 * @param id what requests call it
 * @param owned whose it is
 * @param title what people call it
 * @param source of a picture; of a volume the file
 * @param slices of a volume, by plane; empty for a picture
 */
public record StoredImage(
    String id, Owned owned, String title, ImageSource source, Map<Plane, Integer> slices) {
  public StoredImage {
    slices = Map.copyOf(slices);
  }

  /** Whether a slice of it has to be chosen. */
  public boolean isVolume() {
    return !slices.isEmpty();
  }

  /**
   * Where a picture of it comes from.
   *
   * @throws InputException if there is no such slice
   */
  ImageSource at(PictureKey key) {
    if (!isVolume()) {
      if (key.plane().isPresent()) {
        throw new InputException(title + ": is a picture, and has no slices; leave out plane");
      }
      return source;
    }
    Plane plane = key.plane().orElse(Plane.AXIAL);
    int slice = key.plane().isPresent() ? key.slice() : slices.get(plane) / 2;
    if (slice >= slices.get(plane)) {
      throw new InputException(
          Text.format(
              "%s: has %s slices 0 to %d, there is no slice %d",
              title, plane.name().toLowerCase(Locale.ROOT), slices.get(plane) - 1, slice));
    }
    return new ImageSource.Slices(file(), plane, slice);
  }

  /** The key with the slice that is meant where none is chosen: the middle one. */
  PictureKey resolved(PictureKey key) {
    return isVolume() && key.plane().isEmpty()
        ? new PictureKey(id, Optional.of(Plane.AXIAL), slices.get(Plane.AXIAL) / 2)
        : key;
  }

  /** Numbers of a slice's pixels as a NIfTI volume, packed by gzip. */
  byte[] volume(PictureKey key, float[] values) {
    if (!(at(key) instanceof ImageSource.Slices slice)) {
      throw new InputException(title + ": is a picture; only maps of volumes lie over one");
    }
    VoxelPlaces places =
        VolumeReader.places(file())
            .orElseThrow(
                () ->
                    new InputException(title + ": does not say where its voxels lie in the file"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      NiftiWriter.write(
          bytes, places, slice.plane(), Map.of(slice.first(), values), NiftiWriter.Type.NUMBERS);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can always be written", e);
    }
    return bytes.toByteArray();
  }

  Path file() {
    return source.path().orElseThrow();
  }
}
