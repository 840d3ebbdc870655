package org.pixelwhy.export;

import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/** A model card's preprocessing as nodes before the model. */
final class Pictures {
  private Pictures() {}

  /**
   * Lets the model's input be computed from a picture {@code [1,C,H,W]}, its colours red, green,
   * blue, in the units of its file (0 to 255 for 8 bits); gives the declaration of the picture.
   */
  static Value preprocess(ExplainerBuilder builder, SegmentationModel model) {
    Shape shape = builder.typed().shape(model.input());
    if (shape.rank() != 4 || shape.dim(1) != model.card().channels().channels()) {
      throw InputException.about(
          "preprocessing",
          Text.format(
                  "preprocessing of the network's input %s cannot be baked in: it is no picture of %d",
                  shape, model.card().channels().channels())
              + " channels; compile without it");
    }
    Ops ops = builder.ops();
    Value picture = builder.input("picture", new TensorType(ops.type(), shape));
    String values = picture.name();
    if (model.card().channels().equals(ChannelOrder.BGR)) {
      values = ops.reverse(values, 1);
    }
    for (Step step : model.card().preprocessing()) {
      values = step.append(ops, values, shape);
    }
    builder.compute(model.input(), values);
    return picture;
  }
}
