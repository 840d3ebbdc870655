package org.pixelwhy.study.prediction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.overlap.OverlapCounts;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.output.LabelMask;
import org.pixelwhy.tensor.Tensor;

/**
 * Reads off a prediction what is kept of it, in the image's own geometry.
 *
 * @param probabilities whether those are kept, too
 */
record Reading(SegmentationModel model, boolean probabilities) {
  /**
   * What is predicted on an image.
   *
   * @param truth the file with its masks
   * @throws org.pixelwhy.tensor.InputException if that does not fit the image
   */
  PredictedImage of(
      ImageSource source, InputFile input, Prediction prediction, Optional<Path> truth) {
    Geometry geometry = input.prepared().geometry();
    ImageResult result = ImageResult.of(source, input, model, prediction);
    List<Mask> masks =
        prediction.extents().length == 2
            ? result.masks()
            : IntStream.range(0, prediction.classes())
                .mapToObj(k -> geometry.toImage(prediction.mask(k)))
                .toList();
    return new PredictedImage(
        result,
        LabelMask.of(masks, model),
        probabilities ? Optional.of(likely(prediction, geometry)) : Optional.empty(),
        areas(masks, truth));
  }

  private List<ClassArea> areas(List<Mask> masks, Optional<Path> truth) {
    int background = model.background().orElse(-1);
    int[] classes = IntStream.range(0, masks.size()).filter(k -> k != background).toArray();
    List<ClassArea> areas = new ArrayList<>();
    for (int k : classes) {
      Mask mask = masks.get(k);
      Axes axes = mask.axes();
      int label = LabelMask.label(model, k);
      OptionalInt sought = classes.length == 1 ? OptionalInt.empty() : OptionalInt.of(label);
      areas.add(
          new ClassArea(
              model.classNames().get(k),
              label,
              mask.count(),
              axes.size(),
              measure(axes, mask.count()),
              truth.map(file -> OverlapCounts.of(mask, TruthFiles.read(file, sought, axes)))));
    }
    return areas;
  }

  private static OptionalDouble measure(Axes axes, long pixels) {
    boolean known = axes.rank() == 2 && axes.unit().filter("mm"::equals).isPresent();
    return known
        ? axes.spacing().stream()
            .mapToDouble(gaps -> pixels * gaps.get(0) * gaps.get(1))
            .findFirst()
        : OptionalDouble.empty();
  }

  /** Of volumes that the network sees as a whole as it gives them. */
  private static Tensor likely(Prediction prediction, Geometry geometry) {
    Tensor found = prediction.probabilities();
    int classes = prediction.classes();
    int[] extents = prediction.extents();
    if (extents.length > 2) {
      return found.reshape(classes, extents[0], extents[1], extents[2]);
    }
    int area = extents[0] * extents[1];
    int size = geometry.imageHeight() * geometry.imageWidth();
    float[] values = found.toFloats();
    float[] all = new float[classes * size];
    for (int k = 0; k < classes; k++) {
      float[] plane = Arrays.copyOfRange(values, k * area, (k + 1) * area);
      Grid grid = geometry.toImage(new Grid(extents[0], extents[1], plane), Resampling.BILINEAR);
      System.arraycopy(grid.values(), 0, all, k * size, size);
    }
    return Tensor.of(all, classes, geometry.imageHeight(), geometry.imageWidth());
  }
}
