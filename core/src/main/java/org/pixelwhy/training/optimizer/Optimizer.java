package org.pixelwhy.training.optimizer;

import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;

/** How a parameter follows its gradient. */
public sealed interface Optimizer permits Adam, Sgd {
  /** What is remembered of every parameter, besides its value; all of it starts as zeros. */
  List<String> slots();

  /**
   * Appends the update of one parameter.
   *
   * @param ops appends nodes
   * @param rates what all parameters share in this step
   * @param parameter names of the parameter, its gradient and its slots
   */
  Updated append(Ops ops, Rates rates, Parameter parameter);

  /**
   * What all parameters share in a step, as names of scalars.
   *
   * @param learningRate the learning rate
   * @param step number of this step, from 1, as a double
   */
  record Rates(String learningRate, String step) {}

  /**
   * A parameter before the step, as names of tensors.
   *
   * @param value its value
   * @param gradient its gradient
   * @param slots what is remembered of it, in the order of {@link Optimizer#slots}
   */
  record Parameter(String value, String gradient, List<String> slots) {}

  /** A parameter after the step. */
  record Updated(String value, List<String> slots) {}
}
