package org.pixelwhy.study.prediction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.tensor.InputException;

/** Adds up what is predicted on slices of one volume. */
final class VolumeSums {
  private static final double CUBIC_MILLIMETRES = 1000;

  private record Stack(Path volume, Plane plane, OptionalInt channel) {}

  private record Sum(int slices, List<ClassArea> areas) {}

  private final Map<Stack, Sum> sums = new LinkedHashMap<>();

  /** Adds an image, if it is a slice. */
  void add(ImageSource source, List<ClassArea> areas) {
    ImageSource plain = source instanceof ImageSource.Filled filled ? filled.source() : source;
    if (plain instanceof Slices slice) {
      Stack stack = new Stack(slice.volume(), slice.plane(), slice.channel());
      sums.merge(stack, new Sum(1, areas), VolumeSums::both);
    }
  }

  private static Sum both(Sum one, Sum other) {
    List<ClassArea> areas = new ArrayList<>();
    for (int k = 0; k < one.areas().size(); k++) {
      areas.add(one.areas().get(k).plus(other.areas().get(k)));
    }
    return new Sum(one.slices() + other.slices(), areas);
  }

  /** The volumes, in the order in which they came. */
  List<VolumeAreas> all() {
    List<VolumeAreas> all = new ArrayList<>();
    sums.forEach(
        (stack, sum) -> {
          OptionalDouble voxel = voxel(stack.volume());
          List<ClassArea> areas =
              sum.areas().stream().map(area -> inMillilitres(area, voxel)).toList();
          all.add(
              new VolumeAreas(stack.volume(), stack.plane(), stack.channel(), sum.slices(), areas));
        });
    return all;
  }

  private static ClassArea inMillilitres(ClassArea area, OptionalDouble voxel) {
    OptionalDouble measure =
        voxel.isPresent()
            ? OptionalDouble.of(area.pixels() * voxel.getAsDouble() / CUBIC_MILLIMETRES)
            : voxel;
    return area.measuring(measure);
  }

  /** Cubic millimetres; empty where the file does not say, or cannot be read once more. */
  private static OptionalDouble voxel(Path volume) {
    try {
      return VolumeReader.places(volume).stream()
          .mapToDouble(places -> places.steps().stream().reduce(1.0, (a, b) -> Math.abs(a * b)))
          .filter(size -> size > 0 && Double.isFinite(size))
          .findFirst();
    } catch (InputException e) {
      return OptionalDouble.empty();
    }
  }
}
