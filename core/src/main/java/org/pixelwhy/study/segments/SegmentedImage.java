package org.pixelwhy.study.segments;

import java.util.List;
import org.pixelwhy.attribution.SegmentTable;
import org.pixelwhy.catalogue.SegmentTables;
import org.pixelwhy.study.ImageResult;

/**
 * What is found out about the segments of one image.
 *
 * @param result the image as shown with the mask of each class, and nothing else
 * @param areas of all segments, in the order of the tables' columns
 * @param tables one for each method
 */
public record SegmentedImage(
    ImageResult result, List<SegmentTables.Area> areas, List<SegmentTable> tables) {
  public SegmentedImage {
    areas = List.copyOf(areas);
    tables = List.copyOf(tables);
  }
}
