package org.pixelwhy.attribution.relevance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;

/**
 * LRP through a layer with weights, by the rule that a composite has for it.
 *
 * @param rule for the layer
 * @param first instead, if no such layer precedes this one
 * @param plain gradients of the layer's operator
 */
record LinearRule(LrpRule rule, Optional<LrpRule> first, GradientRule plain)
    implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    LinearLayer layer = LinearLayer.of(context, plain);
    LrpRule chosen = first.isPresent() && isFirst(context) ? first.get() : rule;
    context.accumulate(layer.input(), chosen.share(layer, context.gradient()));
  }

  private static boolean isFirst(RuleContext context) {
    Deque<String> open = new ArrayDeque<>(context.node().inputs());
    Set<String> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      Optional<Node> producer = context.producer(open.pop());
      List<String> inputs = producer.map(Node::inputs).orElse(List.of());
      if (producer.isPresent() && Operators.is(producer.get(), Kind.LINEAR)) {
        return false;
      }
      inputs.stream().filter(seen::add).forEach(open::push);
    }
    return true;
  }
}
