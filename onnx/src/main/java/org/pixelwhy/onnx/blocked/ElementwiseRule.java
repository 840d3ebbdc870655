package org.pixelwhy.onnx.blocked;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;

/**
 * What is done to every element alike, or to elements of tensors of one shape: the same in any
 * layout. Serves where an operand is blocked already; single numbers may be operands too.
 */
final class ElementwiseRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    Shape shape = site.outputShape(0);
    List<String> given = node.inputs().stream().filter(x -> !x.isEmpty()).toList();
    List<String> whole = given.stream().filter(x -> site.typed().shape(x).equals(shape)).toList();
    boolean others =
        given.stream().allMatch(x -> whole.contains(x) || site.typed().shape(x).size() == 1);
    boolean serves =
        others
            && node.outputs().size() == 1
            && site.fits(node.output(0))
            && whole.stream().allMatch(site::fits)
            && whole.stream().anyMatch(site.forms()::isBlocked);
    if (!serves) {
      return false;
    }
    List<String> inputs =
        node.inputs().stream()
            .map(x -> whole.contains(x) ? site.forms().blocked(x) : plain(x, site))
            .toList();
    String output = site.blocked().builder().fresh("blocked_" + node.op());
    site.blocked().builder().add(node.withInputs(inputs).withOutputs(List.of(output)));
    site.makeBlocked(0, output);
    return true;
  }

  private static String plain(String input, Site site) {
    return input.isEmpty() ? input : site.forms().plain(input);
  }
}
