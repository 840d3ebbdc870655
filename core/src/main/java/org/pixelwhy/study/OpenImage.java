package org.pixelwhy.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.pixelwhy.catalogue.ImageFiles;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.model.run.TiledRunner;
import org.pixelwhy.model.run.Tiling;
import org.pixelwhy.study.request.Sizing;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * An image that a model has taken, and may be asked about.
 *
 * @param number of the image among those of the request, from 0
 */
public record OpenImage(ImageSource source, int number, InputFile input, Evaluation at)
    implements AutoCloseable {
  private static final int MOST_LABELS = 1000;

  /**
   * Reads an image; whatever is wrong with it is told with its name.
   *
   * @param volumes of the run
   * @throws InputException if it cannot be read, or the model does not take it
   */
  public static OpenImage of(
      ModelRunner runner, OpenVolumes volumes, ImageSource source, Sizing sizing, Steps steps) {
    return sizing instanceof Sizing.InTiles tiles
        ? inTiles(runner, volumes, source, tiles, steps)
        : whole(runner, volumes, source, sizing.size(), steps);
  }

  private static OpenImage inTiles(
      ModelRunner runner,
      OpenVolumes volumes,
      ImageSource source,
      Sizing.InTiles tiles,
      Steps steps) {
    TiledRunner tiled =
        new TiledRunner(
            runner, Tiling.of(runner.model().card().size(), tiles.size(), tiles.overlap()));
    InputFile input = InputFile.read(volumes, source, tiled.card(), Optional.empty());
    try {
      Evaluation at = tiled.evaluate(input.prepared().input(), input.prepared().geometry(), steps);
      String seen = tiled.describe(input.prepared().input().shape());
      InputFile noted = new InputFile(input.field(), input.prepared().noting(seen));
      return new OpenImage(source, 0, noted, at);
    } catch (InputException e) {
      throw Failure.named(source, e);
    }
  }

  private static OpenImage whole(
      ModelRunner runner,
      OpenVolumes volumes,
      ImageSource source,
      Optional<Size> size,
      Steps steps) {
    InputFile input = InputFile.read(volumes, source, runner.model().card(), size);
    Tensor tensor = input.prepared().input();
    try {
      runner.typed(tensor.shape());
      Evaluation at = runner.evaluate(tensor, input.prepared().geometry(), steps);
      return new OpenImage(source, 0, input, at);
    } catch (InputException e) {
      throw Failure.named(source, e);
    }
  }

  /** The same image as another one of the request. */
  public OpenImage numbered(int newNumber) {
    return new OpenImage(source, newNumber, input, at);
  }

  /** What the model predicts; runs it if it has not run yet. */
  public Prediction prediction() {
    try {
      return at.prediction();
    } catch (InputException e) {
      throw Failure.named(source, e);
    }
  }

  /**
   * A map that is not finished, in the image's geometry, as a finished one would be; of a volume
   * the middle slice.
   */
  public Grid grid(MapSoFar map) {
    Grid shown = new ShownSlice(0, 1).cut(map.positions(), 0);
    return geometry().toImage(shown, Resampling.BILINEAR);
  }

  public Geometry geometry() {
    return input.prepared().geometry();
  }

  /** Reads files that belong to this image. */
  public ImageFiles files() {
    SegmentationModel model = at.model();
    int[] extents = Arrays.stream(at.output().dims()).skip(2).mapToInt(Math::toIntExact).toArray();
    return new ImageFiles(
        number,
        0,
        InputFile.like(at.image(), geometry().image(), model.card()),
        mask ->
            geometry()
                .toOutput(MaskReader.read(mask.file(), mask.label(), geometry().image()), extents),
        this::labels);
  }

  /** Each label's pixels by themselves, for numbers between two labels mean nothing. */
  private int[] labels(Path file) {
    Image labels = MaskReader.labels(file, geometry().image());
    int[] extents =
        Arrays.stream(at.image().shape().dims()).skip(2).mapToInt(Math::toIntExact).toArray();
    int[] found = new int[Arrays.stream(extents).reduce(1, Math::multiplyExact)];
    int plane = labels.axes().size();
    float[] values = labels.values();
    float[] distinct = distinct(Arrays.copyOf(values, plane));
    if (distinct.length > MOST_LABELS) {
      throw new InputException(
          Text.format(
              "%s: %d different numbers in a mask of parts, expected at most %d; give a mask of"
                  + " whole numbers, not a picture",
              file, distinct.length, MOST_LABELS));
    }
    for (float label : distinct) {
      Mask pixels = Mask.of(labels.axes(), i -> values[i] == label);
      for (int i : geometry().toOutput(pixels, extents).indices()) {
        found[i] = Math.round(label);
      }
    }
    return found;
  }

  private static float[] distinct(float[] values) {
    Arrays.sort(values);
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        values[count++] = values[i];
      }
    }
    return Arrays.copyOf(values, count);
  }

  @Override
  public void close() {
    at.close();
  }
}
