package org.pixelwhy.onnx.window;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.window.rule.AxisMap;
import org.pixelwhy.onnx.window.rule.WindowNode;
import org.pixelwhy.onnx.window.rule.WindowRule;

/**
 * A node and what is known of its windows.
 *
 * @param at the node as rules see it
 * @param rule its operator's rule, if it has one
 * @param maps for each input, how the output's axes depend on it; empty where it is needed whole
 * @param isReached whether the change reaches it
 * @param worksOnWindows whether its rule can serve it
 */
record WindowedNode(
    WindowNode at,
    Optional<WindowRule> rule,
    List<Optional<List<AxisMap>>> maps,
    boolean isReached,
    boolean worksOnWindows) {
  Node node() {
    return at.node();
  }

  /** Reached, and computed by windows. */
  boolean isLocal() {
    return isReached && worksOnWindows;
  }
}
