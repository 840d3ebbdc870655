package org.pixelwhy.image.io;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Plane;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How the voxels of a volume stand in its file, and where they lie in the patient: what is needed
 * to write numbers that other programs lay over the file.
 *
 * @param extents of the file's axes, the fastest first
 * @param axes which of them are slices, rows and columns of the volume as it is read
 * @param flipped whether each of these three runs the other way in the file
 * @param steps millimetres between neighbours along each of the file's axes
 * @param affine three rows of four numbers, from indices in the file to millimetres to the right,
 *     front and head; empty where the file does not say how the patient lies
 */
public record VoxelPlaces(
    List<Integer> extents,
    List<Integer> axes,
    List<Boolean> flipped,
    List<Double> steps,
    Optional<List<List<Double>>> affine) {
  public VoxelPlaces {
    extents = List.copyOf(extents);
    axes = List.copyOf(axes);
    flipped = List.copyOf(flipped);
    steps = List.copyOf(steps);
    affine = affine.map(rows -> rows.stream().map(List::copyOf).toList());
    boolean whole = affine.isEmpty() || affine.get().stream().allMatch(row -> row.size() == 4);
    if (extents.size() != 3
        || !axes.stream().sorted().toList().equals(List.of(0, 1, 2))
        || flipped.size() != 3
        || steps.size() != 3
        || !whole) {
      throw new InputException(
          Text.format("a volume has three axes, found extents %s, axes %s", extents, axes));
    }
  }

  /**
   * Where a voxel of the file is in the pictures along a plane: the number of the picture, its row
   * and its column.
   *
   * @param voxel its three indices in the file, the fastest first
   */
  int[] inPictures(Plane plane, int[] voxel) {
    int[] place = new int[3];
    for (int i = 0; i < 3; i++) {
      int index = voxel[axes.get(i)];
      place[i] = flipped.get(i) ? extents.get(axes.get(i)) - 1 - index : index;
    }
    int fromHead = extents.get(axes.get(0)) - 1 - place[0];
    return switch (plane) {
      case AXIAL -> place;
      case CORONAL -> new int[] {place[1], fromHead, place[2]};
      case SAGITTAL -> new int[] {place[2], fromHead, place[1]};
    };
  }

  /** Rows and columns of the pictures along a plane. */
  int[] pictureExtents(Plane plane) {
    int slices = extents.get(axes.get(0));
    int rows = extents.get(axes.get(1));
    int columns = extents.get(axes.get(2));
    return switch (plane) {
      case AXIAL -> new int[] {rows, columns};
      case CORONAL -> new int[] {slices, columns};
      case SAGITTAL -> new int[] {slices, rows};
    };
  }
}
