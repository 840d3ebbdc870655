package org.pixelwhy.model.run;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Finds out whether a model takes several inputs at once: its batch axis is opened, and two stacked
 * inputs must give what they give one by one.
 */
final class BatchProbe {
  /** Of the output's largest value: far above rounding, far below a mixed-up batch. */
  private static final double TOLERANCE = 1e-3;

  private final Engine engine;
  private final SegmentationModel model;

  BatchProbe(Engine engine, SegmentationModel model) {
    this.engine = engine;
    this.model = model;
  }

  /** The model with an open batch axis, to be closed by the caller; empty where it takes one. */
  Optional<Program> widen(Tensor image) {
    Program program = null;
    try {
      program = compile();
      if (separates(program, image)) {
        return Optional.of(program);
      }
    } catch (InputException e) {
      // A size of one that is built into the graph: the model is run input by input.
    }
    if (program != null) {
      program.close();
    }
    return Optional.empty();
  }

  private Program compile() {
    return engine.compile(open(model));
  }

  /** The model's graph with an open batch axis. */
  static Graph open(SegmentationModel model) {
    Value input =
        model.graph().inputs().stream()
            .filter(value -> value.name().equals(model.input()))
            .findFirst()
            .orElseThrow();
    List<Dimension> dims = new ArrayList<>(input.dims().orElseThrow());
    dims.set(0, Dimension.symbol("batch"));
    GraphBuilder builder = model.graph().edit();
    builder.redeclare(new Value(input.name(), input.type(), Optional.of(dims)));
    // Declared output shapes may name the old batch size.
    builder.outputs(List.of()).outputs(List.of(model.logits(), model.probabilities()));
    return builder.prune().build();
  }

  private boolean separates(Program program, Tensor image) {
    Tensor other = disturbed(image);
    Tensor both = stack(List.of(image, other));
    Map<String, Tensor> stacked = program.run(Map.of(model.input(), both));
    List<Tensor> inputs = List.of(image, other);
    for (int i = 0; i < inputs.size(); i++) {
      Map<String, Tensor> single = program.run(Map.of(model.input(), inputs.get(i)));
      for (String output : List.of(model.logits(), model.probabilities())) {
        Tensor all = stacked.get(output);
        Shape shape = single.get(output).shape();
        if (!all.shape().equals(shape.with(0, 2)) || !close(single.get(output), slice(all, i))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Another input of the same scale: the first one back to front, with noise. */
  private static Tensor disturbed(Tensor image) {
    float[] values = image.toFloats();
    float greatest = 1e-3f;
    for (float value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    Random random = new Random(0);
    float[] other = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      other[i] = 0.5f * (values[values.length - 1 - i] + greatest * random.nextFloat());
    }
    return Tensor.of(other, image.shape().dims()).as(image.type());
  }

  /** Whether two results differ by no more than rounding. */
  static boolean close(Tensor expected, Tensor actual) {
    double greatest = 0;
    double difference = 0;
    for (int i = 0; i < expected.size(); i++) {
      greatest = Math.max(greatest, Math.abs(expected.get(i)));
      difference = Math.max(difference, Math.abs(expected.get(i) - actual.get(i)));
    }
    return difference <= TOLERANCE * greatest;
  }

  /** Inputs {@code [1,C,H,W]} as one {@code [n,C,H,W]}. */
  static Tensor stack(List<Tensor> inputs) {
    Tensor first = inputs.get(0);
    Shape shape = first.shape().with(0, inputs.size());
    DataType type = first.type();
    ByteBuffer bytes = Tensor.allocate(type, shape);
    for (Tensor input : inputs) {
      if (!input.tensorType().equals(first.tensorType())) {
        throw new GraphException(
            Text.format(
                "inputs of one run must be alike, found %s and %s",
                first.tensorType(), input.tensorType()));
      }
      bytes.put(input.bytes());
    }
    return Tensor.of(type, shape, bytes.flip());
  }

  /** One item {@code [1,K,H,W]} of a batch, as a view. */
  static Tensor slice(Tensor batch, int item) {
    Shape shape = batch.shape().with(0, 1);
    int size = batch.bytes().remaining() / Math.toIntExact(batch.shape().dim(0));
    return Tensor.of(batch.type(), shape, batch.bytes().slice(item * size, size));
  }
}
