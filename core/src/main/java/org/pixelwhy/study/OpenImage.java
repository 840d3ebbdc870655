package org.pixelwhy.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.pixelwhy.catalogue.ImageFiles;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * An image file that a model has taken, and may be asked about.
 *
 * @param number of the image among those of the request, from 0
 */
public record OpenImage(Path file, int number, InputFile input, Evaluation at)
    implements AutoCloseable {
  /**
   * Reads a file; whatever is wrong with it is told with its name.
   *
   * @throws InputException if it cannot be read, or the model does not take it
   */
  public static OpenImage of(ModelRunner runner, Path file, Optional<Size> size, Steps steps) {
    InputFile input = InputFile.read(file, runner.model().card(), size);
    Tensor tensor = input.prepared().input();
    try {
      runner.typed(tensor.shape());
      Evaluation at = runner.evaluate(tensor, input.prepared().geometry(), steps);
      return new OpenImage(file, 0, input, at);
    } catch (InputException e) {
      throw Failure.named(file, e);
    }
  }

  /** The same image as another one of the request. */
  public OpenImage numbered(int newNumber) {
    return new OpenImage(file, newNumber, input, at);
  }

  /** What the model predicts; runs it if it has not run yet. */
  Prediction prediction() {
    try {
      return at.prediction();
    } catch (InputException e) {
      throw Failure.named(file, e);
    }
  }

  public Geometry geometry() {
    return input.prepared().geometry();
  }

  /** Reads files that belong to this image. */
  ImageFiles files() {
    SegmentationModel model = at.model();
    int[] extents =
        Arrays.stream(at.typed().type(model.logits()).shape().dims())
            .skip(2)
            .mapToInt(Math::toIntExact)
            .toArray();
    return new ImageFiles(
        number,
        0,
        InputFile.like(at.image(), model.card()),
        mask -> geometry().toOutput(MaskReader.read(mask), extents));
  }

  @Override
  public void close() {
    at.close();
  }
}
