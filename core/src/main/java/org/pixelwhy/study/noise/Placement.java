package org.pixelwhy.study.noise;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.statistics.BootstrapInterval;

/**
 * Where the importance of maps lies: {@code sum over a region of max(0, m) / sum over the image of
 * max(0, m)}, the mean over images.
 *
 * @param regions names, the class first, what is left last; their shares make one
 * @param pixels what a map that says the same of all pixels would give
 * @param maps those that look at images, in the order in which they were named
 */
public record Placement(List<String> regions, Row pixels, List<Row> maps) {
  /**
   * A map's shares.
   *
   * @param images of which it calls any pixel important; the others are left out
   * @param shares one for each region; empty where there is no such image
   */
  public record Row(String name, int images, List<Share> shares) {
    public Row {
      shares = List.copyOf(shares);
    }
  }

  /**
   * A share of the importance.
   *
   * @param mean over images, 0 to 1
   * @param interval of the mean; empty for one image
   */
  public record Share(double mean, Optional<BootstrapInterval> interval) {}

  public Placement {
    regions = List.copyOf(regions);
    maps = List.copyOf(maps);
  }

  /**
   * The place of a map among all by the share of a region, 1 for the greatest; equal shares have
   * the same.
   */
  public int rank(int map, int region) {
    double own = maps.get(map).shares().get(region).mean();
    return 1
        + (int)
            maps.stream()
                .filter(row -> !row.shares().isEmpty())
                .filter(row -> row.shares().get(region).mean() > own)
                .count();
  }
}
