package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.LikelySizes;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;

/** The size that was asked for, then that of the image to be explained. */
public final class SizesInMind implements LikelySizes {
  private final Optional<Size> stated;
  private final Optional<ImageSource> image;
  private final OpenVolumes volumes;

  private SizesInMind(Optional<Size> stated, Optional<ImageSource> image, OpenVolumes volumes) {
    this.stated = stated;
    this.image = image;
    this.volumes = volumes;
  }

  /**
   * The sizes of a run.
   *
   * @param stated the size to which pictures are brought, where it is given
   * @param images those to be explained; the first one counts
   * @param volumes of the run
   */
  static LikelySizes of(Optional<Size> stated, List<ImageSource> images, OpenVolumes volumes) {
    return new SizesInMind(stated, images.stream().findFirst(), volumes);
  }

  /** Those of a single image that belongs to no run. */
  public static LikelySizes of(Optional<Size> stated, ImageSource image) {
    return rank -> {
      try (OpenVolumes none = new OpenVolumes(0)) {
        return of(stated, List.of(image), none).extents(rank);
      }
    };
  }

  /** The one that was asked for, where no image is known; volumes have none. */
  public static LikelySizes stated(Optional<Size> size) {
    return rank ->
        size.filter(given -> rank == 2).stream()
            .map(given -> List.of(given.height(), given.width()))
            .toList();
  }

  @Override
  public List<List<Integer>> extents(int rank) {
    List<List<Integer>> sizes = new ArrayList<>(stated(stated).extents(rank));
    try {
      sizes.addAll(ofImage(rank));
    } catch (InputException unreadable) {
      // Told with the image's name when it is read to be explained.
    }
    return sizes.stream().distinct().toList();
  }

  private List<List<Integer>> ofImage(int rank) {
    if (image.isPresent() && image.get() instanceof ImageSource.Array array) {
      return ofArray(Npy.read(array.file()).shape(), rank);
    }
    return image.filter(source -> rank == 2).map(volumes::read).stream()
        .map(read -> List.of(read.height(), read.width()))
        .toList();
  }

  /** A finished input has its channels first, or last. */
  private static List<List<Integer>> ofArray(Shape shape, int rank) {
    List<List<Integer>> sizes = new ArrayList<>();
    for (int last = shape.rank(); last >= Math.max(rank, shape.rank() - 1); last--) {
      List<Integer> size = new ArrayList<>();
      for (int axis = last - rank; axis < last; axis++) {
        size.add(Math.toIntExact(shape.dim(axis)));
      }
      if (size.stream().allMatch(extent -> extent > 0)) {
        sizes.add(size);
      }
    }
    return sizes;
  }
}
