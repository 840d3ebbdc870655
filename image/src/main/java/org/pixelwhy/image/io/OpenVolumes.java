package org.pixelwhy.image.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageFormat.VolumeSize;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Reads {@link ImageSource sources}. Volumes stay decoded as long as they fit into a bound, so that
 * many slices cost one reading; the one that was not asked for longest goes first. A volume that is
 * larger than the bound is read again for each slice.
 *
 * <p>Belongs to one run, and may be used by several threads.
 */
public final class OpenVolumes implements AutoCloseable {
  private final long bound;
  private final Map<Key, Opened> opened = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Room for so many bytes of voxels.
   *
   * @param bytes at least 0; 4 for each voxel
   */
  public OpenVolumes(long bytes) {
    if (bytes < 0) {
      throw new InputException(
          Text.format("illegal bound of %d bytes for volumes, must be at least 0", bytes));
    }
    this.bound = bytes;
  }

  /** Room for a quarter of Java's heap. */
  public static OpenVolumes withinHeap() {
    return new OpenVolumes(Runtime.getRuntime().maxMemory() / 4);
  }

  private record Key(Path volume, OptionalInt channel) {}

  /** A decoded volume; its windows are found when they are asked for. */
  private static final class Opened {
    private final Path path;
    private final List<Volume> channels;
    private List<IntensityWindow> windows = List.of();

    private Opened(Path path, List<Volume> channels) {
      this.path = path;
      this.channels = channels;
    }

    private long bytes() {
      return channels.stream().mapToLong(volume -> 4L * volume.values().length).sum();
    }

    private List<IntensityWindow> windows() {
      if (windows.isEmpty()) {
        windows = channels.stream().map(volume -> FiniteValues.window(path, volume)).toList();
      }
      return windows;
    }
  }

  /**
   * The image that a source stands for.
   *
   * @throws InputException as {@link ImageReader#read(Path)}, if there is no such slice, or the
   *     source is several slices
   */
  public Image read(ImageSource source) {
    return source instanceof ImageSource.Filled filled
        ? FiniteValues.filled(raw(filled.source()), (float) filled.value())
        : FiniteValues.require(source.name(), raw(source));
  }

  private Image raw(ImageSource source) {
    if (source instanceof Slices slice) {
      return slice(single(slice));
    } else if (source instanceof ImageSource.InMemory given) {
      return given.image();
    }
    return ImageReader.raw(source.path().orElseThrow(), ReadLimits.DEFAULT);
  }

  /**
   * The {@link IntensityWindow#ofMost first and last percent} of the volume that an image is a
   * slice of, one for each of the image's channels; empty where it is no slice of a volume.
   *
   * @throws InputException as {@link #read}
   */
  public List<IntensityWindow> windows(ImageSource source) {
    if (source instanceof ImageSource.Filled filled) {
      return windows(filled.source());
    } else if (source instanceof Slices slice) {
      return windows(slice);
    }
    return source instanceof ImageSource.Picture picture && ImageReader.isVolume(picture.file())
        ? windows(new Slices(picture.file(), Plane.AXIAL, 0))
        : List.of();
  }

  private List<IntensityWindow> windows(Slices slice) {
    Optional<Opened> kept = opened(slice);
    return kept.isPresent()
        ? kept.get().windows()
        : VolumeReader.windows(slice, ReadLimits.DEFAULT);
  }

  private static Slices single(Slices slices) {
    if (slices.first() != slices.last()) {
      throw new InputException(slices.name() + ": are several slices, expected one");
    }
    return slices;
  }

  private Image slice(Slices slice) {
    Optional<Opened> kept = opened(slice);
    return kept.isPresent()
        ? cut(kept.get().channels, slice)
        : VolumeReader.slice(slice, ReadLimits.DEFAULT);
  }

  /** The volume, decoded now or before; empty where it has no room. */
  private synchronized Optional<Opened> opened(Slices slice) {
    Opened kept = opened.get(new Key(slice.volume(), OptionalInt.empty()));
    if (kept != null && slice.channel().isPresent()) {
      int channel = VolumeReader.requireChannel(slice, kept.channels.size());
      return Optional.of(new Opened(slice.volume(), List.of(kept.channels.get(channel))));
    }
    Key key = new Key(slice.volume(), slice.channel());
    kept = opened.get(key);
    if (kept == null && fits(slice)) {
      kept =
          new Opened(
              slice.volume(),
              VolumeReader.raw(slice.volume(), slice.channel(), ReadLimits.DEFAULT));
      opened.put(key, kept);
      makeRoom();
    }
    return Optional.ofNullable(kept);
  }

  private boolean fits(Slices slice) {
    VolumeSize size = VolumeReader.size(slice.volume(), ReadLimits.DEFAULT);
    return size.bytes(slice.channel()) <= bound;
  }

  private void makeRoom() {
    long bytes = opened.values().stream().mapToLong(Opened::bytes).sum();
    Iterator<Opened> oldest = opened.values().iterator();
    while (bytes > bound) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  /** One slice of all volumes as the channels of one image. */
  static Image cut(List<Volume> channels, Slices slice) {
    List<Grid> grids = new ArrayList<>();
    for (Volume volume : channels) {
      grids.add(cut(volume, slice));
    }
    return stacked(grids, channels.get(0).field());
  }

  static Grid cut(Volume volume, Slices slice) {
    try {
      return volume.slice(slice.plane(), slice.first());
    } catch (InputException e) {
      throw new InputException(Text.format("%s: %s", slice.volume(), e.getMessage()), e);
    }
  }

  /**
   * @param whole what they are slices of; its notes and its window are theirs
   */
  static Image stacked(List<Grid> grids, Field whole) {
    Grid one = grids.get(0);
    int area = one.values().length;
    float[] values = new float[grids.size() * area];
    for (int i = 0; i < grids.size(); i++) {
      System.arraycopy(grids.get(i).values(), 0, values, i * area, area);
    }
    return new Image(whole.over(one.axes(), grids.size(), values));
  }

  /** Lets go of all volumes. */
  @Override
  public synchronized void close() {
    opened.clear();
  }
}
