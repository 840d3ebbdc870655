package org.pixelwhy.onnx.format;

import java.util.List;
import org.pixelwhy.onnx.graph.Value;

/**
 * What a file says about tensors beyond what they are, on which ONNX Runtime's choice of kernels,
 * and so the last bits of its results, depend.
 *
 * @param weightsAsInputs initializers that are listed as inputs, too, and so count as no constants
 * @param tensors types and shapes of tensors between the nodes
 */
public record Declarations(List<String> weightsAsInputs, List<Value> tensors) {
  public Declarations {
    weightsAsInputs = List.copyOf(weightsAsInputs);
    tensors = List.copyOf(tensors);
  }
}
