package org.pixelwhy.bench;

import java.util.Optional;
import org.pixelwhy.onnx.cost.GraphCost;
import org.pixelwhy.onnx.runtime.RunProfile;

/**
 * What one pass of a method costs.
 *
 * @param what the pass
 * @param counted operations and bytes of the graph
 * @param measured times by the runtime's clock, if it was asked
 */
public record PassCost(String what, GraphCost counted, Optional<RunProfile> measured) {}
