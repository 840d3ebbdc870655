package org.pixelwhy.spark.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.image.io.NiftiWriter;
import org.pixelwhy.image.io.NiftiWriter.Type;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.image.io.VoxelPlaces;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.spark.result.ImageRecord.MapRecord;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * The maps and masks of a volume's slices as NIfTI volumes that lie over it, made of the archives
 * of the slices; the mask comes last, so that where it is, all are. Slices that were not explained
 * are 0.
 */
public final class VolumeMaps {
  private static final String ENDING = ".nii.gz";
  private static final String LAST = "mask" + ENDING;
  private static final int MOST_LABEL = 255;

  private final VoxelPlaces places;
  private final Plane plane;
  private final Map<Integer, String> archives = new TreeMap<>();

  private VolumeMaps(VoxelPlaces places, Plane plane) {
    this.places = places;
    this.plane = plane;
  }

  /**
   * Those of slices of one volume; empty where images are none, or where its voxels lie is not
   * known.
   *
   * @throws InputException if a map of all slices does not fit into a quarter of Java's heap
   */
  public static Optional<VolumeMaps> of(Path volume, List<ImageSource> images) {
    if (images.isEmpty() || !(images.get(0) instanceof Slices first)) {
      return Optional.empty();
    }
    Optional<VoxelPlaces> places = VolumeReader.places(volume);
    places.ifPresent(known -> requireRoom(volume, known.extents(), images));
    return places.map(known -> new VolumeMaps(known, first.plane()));
  }

  private static void requireRoom(Path volume, List<Integer> extents, List<ImageSource> images) {
    // Of the largest pictures that the volume has, along whichever plane.
    long[] sorted = extents.stream().mapToLong(Integer::longValue).sorted().toArray();
    long bytes = 4 * images.size() * sorted[1] * sorted[2];
    long room = Runtime.getRuntime().maxMemory() / 4;
    if (bytes > room) {
      throw new InputException(
          Text.format(
              "%s: one map of its %d slices as NIfTI takes %,d bytes, and there is room for %,d;"
                  + " give the executors more memory, or choose fewer slices",
              volume, images.size(), bytes, room));
    }
  }

  /**
   * Where the volumes lie.
   *
   * @param slices names the volume by its content, and the slices
   */
  public static String folder(String request, String slices) {
    String safe = slices.replace("*", "all").replaceAll("[^A-Za-z0-9._-]", "-");
    return "volumes/" + request + "/" + safe.substring(0, 2) + "/" + safe + "/";
  }

  /** Adds a slice that was explained. */
  public void add(ImageSource slice, String archive) {
    archives.put(((Slices) slice).first(), archive);
  }

  /** Writes the volumes, where they are not there and there is a slice. */
  public void write(Store store, String folder) throws IOException {
    if (archives.isEmpty() || store.has(folder + LAST)) {
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    Map<Integer, float[]> masks = new TreeMap<>();
    for (Map.Entry<Integer, String> slice : archives.entrySet()) {
      ResultArchive.Content content = ResultArchive.read(store, slice.getValue());
      content.record().maps().forEach(map -> names.add(name(map)));
      masks.put(slice.getKey(), labels(content.mask()));
    }
    for (String name : names) {
      store.write(folder + name + ENDING, volume(maps(store, name), Type.NUMBERS));
    }
    boolean few = masks.values().stream().allMatch(labels -> most(labels) <= MOST_LABEL);
    store.write(folder + LAST, volume(masks, few ? Type.LABELS : Type.NUMBERS));
  }

  /** One map of all slices: all maps at once might not fit. */
  private Map<Integer, float[]> maps(Store store, String name) throws IOException {
    Map<Integer, float[]> slices = new TreeMap<>();
    for (Map.Entry<Integer, String> slice : archives.entrySet()) {
      ResultArchive.Content content = ResultArchive.read(store, slice.getValue());
      for (MapRecord map : content.record().maps()) {
        Tensor grid = content.grids().get(map.image());
        if (name(map).equals(name)) {
          slices.put(slice.getKey(), grid.toFloats());
        }
      }
    }
    return slices;
  }

  private static String name(MapRecord map) {
    return map.own().substring(0, map.own().lastIndexOf('.'));
  }

  private byte[] volume(Map<Integer, float[]> slices, Type type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NiftiWriter.write(bytes, places, plane, slices, type);
    return bytes.toByteArray();
  }

  private static float[] labels(byte[] png) throws IOException {
    Path file = ProcessFolder.file("mask");
    try {
      Files.write(file, png);
      return ImageReader.read(file).values();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static float most(float[] labels) {
    float most = 0;
    for (float label : labels) {
      most = Math.max(most, label);
    }
    return most;
  }
}
