package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * Einsum: the gradient of one operand is the Einsum of dy and all other operands, with the letters
 * of that operand as result. Axes that only this operand has are repeated; axes along which it was
 * broadcast are summed.
 *
 * <p>Operands with a letter twice (diagonals) are refused.
 */
final class EinsumRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    int count = context.node().inputs().size();
    List<Shape> shapes = IntStream.range(0, count).mapToObj(context::inputShape).toList();
    String text = context.node().stringAttribute("equation", "");
    EinsumEquation equation = EinsumEquation.parse(text, shapes);
    for (int i = 0; i < count; i++) {
      if (context.needs(i)) {
        requireNoDiagonal(context, equation.operands().get(i));
        context.accumulate(i, gradient(context, equation, shapes, i));
      }
    }
  }

  private static void requireNoDiagonal(RuleContext context, String letters) {
    if (letters.chars().distinct().count() < letters.length()) {
      throw new GraphException(
          Text.format(
                  "no gradient rule for %s: operand '%s' of its equation has a letter twice; write it",
                  context.node(), letters)
              + " without diagonals");
    }
  }

  private static String gradient(
      RuleContext context, EinsumEquation equation, List<Shape> shapes, int i) {
    List<String> tensors = new ArrayList<>(List.of(context.gradient()));
    List<String> terms = new ArrayList<>(List.of(equation.result()));
    List<Shape> termShapes = new ArrayList<>(List.of(context.outputShape(0)));
    for (int j = 0; j < shapes.size(); j++) {
      if (j != i) {
        tensors.add(context.input(j));
        terms.add(equation.operands().get(j));
        termShapes.add(shapes.get(j));
      }
    }
    Map<Character, Long> extents = new EinsumEquation(terms, "").extents(termShapes);
    StringBuilder result = new StringBuilder();
    long[] dims = shapes.get(i).dims();
    for (int axis = 0; axis < dims.length; axis++) {
      char letter = equation.operands().get(i).charAt(axis);
      long extent = extents.getOrDefault(letter, 0L);
      boolean kept = extent > 0 && dims[axis] >= extent;
      if (kept) {
        result.append(letter);
      }
      dims[axis] = kept ? extent : 1;
    }
    Ops ops = context.ops();
    String backward = String.join(",", terms) + "->" + result;
    String product = ops.op("Einsum", Map.of("equation", backward), tensors.toArray(String[]::new));
    Shape given = Shape.of(dims);
    String reshaped = result.length() == dims.length ? product : ops.reshape(product, given);
    return given.equals(shapes.get(i)) ? reshaped : ops.expand(reshaped, shapes.get(i));
  }
}
