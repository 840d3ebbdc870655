package org.pixelwhy.report.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.image.io.NiftiWriter;
import org.pixelwhy.image.io.NiftiWriter.Type;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.image.io.VoxelPlaces;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.output.ResultNames;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Maps and masks of slices as NIfTI volumes that lie over the volume which the slices are of, one
 * for each map of all slices together. Until the end only names of files are kept; slices are read
 * from the files that were written of each.
 */
public final class VolumeFiles {
  private static final String MASK = "mask";
  private static final String ENDING = ".nii.gz";

  private final Path root;

  /** The files of slices, by what is made of them. */
  private final Map<SliceStack, Map<String, TreeMap<Integer, String>>> stacks =
      new LinkedHashMap<>();

  private final List<String> notes = new ArrayList<>();

  /**
   * @param root of the result
   */
  public VolumeFiles(Path root) {
    this.root = root;
  }

  /** Remembers what was written of an image, if it is a slice. */
  public void add(ImageSource source, ResultNames.OfImage written, StackFolders folders) {
    Optional<Slices> slice = SliceStack.slice(source);
    if (slice.isEmpty() || written.mask().isEmpty()) {
      return;
    }
    Slices one = slice.get();
    String folder = folders.of(SliceStack.of(one));
    add(one, folder + MASK + ENDING, written.mask().get());
    for (ResultNames.OfTarget target : written.targets()) {
      for (ResultNames.OfMap map : target.maps()) {
        map.values().ifPresent(values -> add(one, folder + map.name() + ENDING, values.image()));
      }
    }
  }

  /**
   * Remembers what was written of a slice.
   *
   * @param volume the file that is made of it and other slices
   * @param file that was written: a mask as a picture, or an array
   */
  public void add(Slices slice, String volume, String file) {
    stacks
        .computeIfAbsent(SliceStack.of(slice), key -> new LinkedHashMap<>())
        .computeIfAbsent(volume, key -> new TreeMap<>())
        .put(slice.first(), file);
  }

  /** The volumes, by their path within the result's folder; each is read when it is written. */
  public Map<String, Content> files() {
    Map<String, Content> files = new LinkedHashMap<>();
    stacks.forEach(
        (stack, parts) ->
            places(stack).ifPresent(places -> files.putAll(files(stack, parts, places))));
    return files;
  }

  /** What is explained is not lost where its volume cannot be read once more. */
  private Optional<VoxelPlaces> places(SliceStack stack) {
    try {
      return VolumeReader.places(stack.volume());
    } catch (InputException e) {
      notes.add("no NIfTI volumes were written: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, Content> files(
      SliceStack stack, Map<String, TreeMap<Integer, String>> parts, VoxelPlaces places) {
    Map<String, Content> files = new LinkedHashMap<>();
    parts.forEach(
        (file, slices) -> {
          if (fits(slices.size(), places)) {
            files.put(file, out -> write(out, stack.plane(), slices, places));
          } else {
            notes.add(
                Text.format(
                    "%s was not written: its %d slices do not fit into a quarter of Java's heap",
                    file, slices.size()));
          }
        });
    return files;
  }

  /** What was left out. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  private static boolean fits(int slices, VoxelPlaces places) {
    long voxels = 1;
    for (int extent : places.extents()) {
      voxels *= extent;
    }
    int least = places.extents().stream().min(Integer::compare).orElse(1);
    return 4 * slices * (voxels / least) <= Runtime.getRuntime().maxMemory() / 4;
  }

  private static boolean bytes(Map<Integer, float[]> labels) {
    float most = 0;
    for (float[] values : labels.values()) {
      for (float value : values) {
        most = Math.max(most, value);
      }
    }
    return most <= 255;
  }

  private void write(OutputStream out, Plane plane, Map<Integer, String> slices, VoxelPlaces places)
      throws IOException {
    boolean labels = slices.values().iterator().next().endsWith(".png");
    Map<Integer, float[]> pictures = new TreeMap<>();
    slices.forEach(
        (index, file) -> {
          Path written = root.resolve(file);
          pictures.put(
              index, labels ? ImageReader.read(written).values() : Npy.read(written).toFloats());
        });
    NiftiWriter.write(
        out, places, plane, pictures, labels && bytes(pictures) ? Type.LABELS : Type.NUMBERS);
  }
}
