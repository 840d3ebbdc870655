package org.pixelwhy.model.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.tensor.Tensor;

/**
 * What a model would predict for an image if a layer had other values: only the part of the model
 * behind that layer is run. Must be closed.
 */
public final class Continuation implements AutoCloseable {
  private final ModelRunner runner;
  private final NativeTensor image;
  private final Geometry geometry;
  private final String layer;
  private final LayerPrograms programs;
  private final NativeTensors saved;

  /**
   * @param image stays its owner's property
   */
  Continuation(ModelRunner runner, NativeTensor image, Geometry geometry, String layer) {
    this.runner = runner;
    this.image = image;
    this.geometry = geometry;
    this.layer = layer;
    this.programs = runner.cut(image.shape(), layer);
    this.saved = programs.head().call(Map.of(runner.model().input(), image));
  }

  /** The layer's own values. */
  public Tensor activation() {
    return saved.tensor(layer);
  }

  /**
   * The prediction with other values at the layer.
   *
   * @param activation of the layer's shape
   */
  public Prediction predict(Tensor activation) {
    SegmentationModel model = runner.model();
    Map<String, NativeTensor> feeds = new LinkedHashMap<>(saved.asMap());
    feeds.put(model.input(), image);
    try (NativeTensor replaced = runner.engine().load(activation)) {
      feeds.put(layer, replaced);
      try (NativeTensors outputs = programs.tail().call(feeds)) {
        return Prediction.of(model, outputs, geometry);
      }
    }
  }

  @Override
  public void close() {
    saved.close();
  }
}
