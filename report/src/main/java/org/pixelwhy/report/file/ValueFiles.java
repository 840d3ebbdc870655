package org.pixelwhy.report.file;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.io.TiffWriter;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.output.LabelMask;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.output.ResultNames;
import org.pixelwhy.tensor.Tensor;

/**
 * Numbers of one image for other programs: the predicted class of each pixel, and each map in the
 * network's geometry and in the image's.
 */
public final class ValueFiles {
  private ValueFiles() {}

  /** The files that have a name. */
  public static Map<String, Content> of(
      ImageResult image, ResultNames.OfImage names, SegmentationModel model) {
    Map<String, Content> files = new LinkedHashMap<>();
    names
        .mask()
        .ifPresent(
            mask -> files.put(mask, out -> out.write(LabelMask.of(image.masks(), model).png())));
    for (int i = 0; i < image.targets().size(); i++) {
      for (int j = 0; j < image.targets().get(i).maps().size(); j++) {
        MapResult map = image.targets().get(i).maps().get(j);
        names.targets().get(i).maps().get(j).values().ifPresent(own -> add(files, map, own));
      }
    }
    return files;
  }

  private static void add(Map<String, Content> files, MapResult map, ResultNames.OfValues names) {
    Grid grid = map.grid();
    files.put(names.own(), Content.of(map.attribution().values()));
    files.put(names.image(), Content.of(Tensor.of(grid.values(), grid.height(), grid.width())));
    files.put(names.tiff(), out -> TiffWriter.write(out, grid));
  }
}
