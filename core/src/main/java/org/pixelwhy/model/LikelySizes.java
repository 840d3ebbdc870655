package org.pixelwhy.model;

import java.util.List;

/**
 * Sizes that a network may have been made for, as somebody stated them or an image has them.
 *
 * <p>They are asked for only where the network's file leaves its size open and the network takes
 * none of those that are usually taken, since finding them out may mean to read an image.
 */
@FunctionalInterface
public interface LikelySizes {
  /** Nothing is known. */
  LikelySizes UNKNOWN = rank -> List.of();

  /**
   * The sizes, the likeliest first.
   *
   * @param rank the number of extents of each: 2 for rows and columns, 3 with slices before them
   */
  List<List<Integer>> extents(int rank);
}
