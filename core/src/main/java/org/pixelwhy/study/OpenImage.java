package org.pixelwhy.study;

import java.nio.file.Path;
import java.util.Optional;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.ImagePreparation.Size;
import org.pixelwhy.model.ModelRunner;
import org.pixelwhy.model.Steps;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;

/** An image file that a model has taken, and may be asked about. */
record OpenImage(Path file, InputFile input, Evaluation at) implements AutoCloseable {
  /**
   * Reads a file; whatever is wrong with it is told with its name.
   *
   * @throws InputException if it cannot be read, or the model does not take it
   */
  static OpenImage of(ModelRunner runner, Path file, Optional<Size> size, Steps steps) {
    InputFile input = InputFile.read(file, runner.model().card(), size);
    Tensor tensor = input.prepared().input();
    try {
      runner.typed(tensor.shape());
      return new OpenImage(file, input, runner.evaluate(tensor, steps));
    } catch (InputException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  Geometry geometry() {
    return input.prepared().geometry();
  }

  @Override
  public void close() {
    at.close();
  }
}
