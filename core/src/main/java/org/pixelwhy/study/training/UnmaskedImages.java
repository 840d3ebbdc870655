package org.pixelwhy.study.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.data.folder.DatasetFolder;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.study.ImageFolder;
import org.pixelwhy.tensor.InputException;

/**
 * Pictures whose masks nobody drew, as a data set of a network whose own masks count. Their labels
 * say nothing: all is background.
 */
public final class UnmaskedImages {
  private UnmaskedImages() {}

  /** Whether a folder holds pictures, and is no data set with masks. */
  public static boolean are(Path folder) {
    if (!Files.isDirectory(folder) || DatasetFolder.is(folder)) {
      return false;
    }
    try {
      return !ImageFolder.images(folder).isEmpty();
    } catch (InputException e) {
      return false;
    }
  }

  /**
   * The pictures of a folder.
   *
   * @param classNames of the network
   * @throws InputException if it holds none
   */
  public static Dataset dataset(Path folder, List<String> classNames) {
    List<Entry> entries =
        ImageFolder.images(folder).stream()
            .map(file -> new Entry(file.getFileName().toString(), () -> sample(file)))
            .toList();
    return new Dataset(folder.getFileName().toString(), classes(classNames), entries);
  }

  private static Sample sample(Path file) {
    Image image = ImageReader.read(file, ReadLimits.DEFAULT);
    LabelMap nothing = new LabelMap(image.axes(), new byte[image.axes().size()]);
    return new Sample(file.getFileName().toString(), image, nothing);
  }

  private static List<SegmentClass> classes(List<String> names) {
    if (names.size() == 1) {
      return List.of(SegmentClass.of(0, "background"), SegmentClass.of(1, names.get(0)));
    }
    return IntStream.range(0, names.size())
        .mapToObj(label -> SegmentClass.of(label, names.get(label)))
        .toList();
  }
}
