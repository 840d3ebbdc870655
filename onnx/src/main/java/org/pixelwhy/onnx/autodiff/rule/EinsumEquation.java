package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * The equation of an Einsum with one letter for every axis of every operand: {@code ...} is spelled
 * out in letters that the equation does not use, and the result is always given.
 *
 * @param operands the letters of each operand
 * @param result the letters of the result
 */
record EinsumEquation(List<String> operands, String result) {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String ELLIPSIS = "...";

  EinsumEquation {
    operands = List.copyOf(operands);
  }

  /**
   * Parses an equation for operands of these shapes.
   *
   * @throws GraphException if they do not fit together
   */
  static EinsumEquation parse(String text, List<Shape> shapes) {
    String equation = text.replaceAll("\\s", "");
    int arrow = equation.indexOf("->");
    String left = arrow < 0 ? equation : equation.substring(0, arrow);
    String[] terms = left.split(",", -1);
    if (terms.length != shapes.size()) {
      throw new GraphException(
          Text.format(
              "equation '%s' has %d operands, found %d", text, terms.length, shapes.size()));
    }
    int batchAxes = 0;
    for (int i = 0; i < terms.length; i++) {
      batchAxes = Math.max(batchAxes, batchAxes(text, terms[i], shapes.get(i)));
    }
    String batch = unused(equation, batchAxes);
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      int own = batchAxes(text, terms[i], shapes.get(i));
      operands.add(terms[i].replace(ELLIPSIS, batch.substring(batchAxes - own)));
    }
    String result = arrow < 0 ? implicitResult(left) : equation.substring(arrow + 2);
    return new EinsumEquation(operands, result.replace(ELLIPSIS, batch));
  }

  /** How many axes of an operand its {@code ...} stands for. */
  private static int batchAxes(String text, String term, Shape shape) {
    boolean open = term.contains(ELLIPSIS);
    int axes = shape.rank() - term.replace(ELLIPSIS, "").length();
    if (axes < 0 || axes > 0 && !open) {
      throw new GraphException(
          Text.format("operand '%s' of equation '%s' has shape %s", term, text, shape));
    }
    return axes;
  }

  private static String unused(String equation, int count) {
    String unused =
        LETTERS
            .chars()
            .filter(letter -> equation.indexOf(letter) < 0)
            .limit(count)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    if (unused.length() < count) {
      throw new GraphException("equation '" + equation + "' leaves no letters for its '...'");
    }
    return unused;
  }

  /** The axes of {@code ...}, then the letters that occur once, in alphabetical order. */
  private static String implicitResult(String left) {
    StringBuilder result = new StringBuilder(left.contains(ELLIPSIS) ? ELLIPSIS : "");
    left.chars()
        .filter(Character::isLetter)
        .filter(letter -> left.indexOf(letter) == left.lastIndexOf(letter))
        .sorted()
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  /** The extent of each letter: the greatest that an axis of this letter has. */
  Map<Character, Long> extents(List<Shape> shapes) {
    Map<Character, Long> extents = new HashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      String letters = operands.get(i);
      for (int axis = 0; axis < letters.length(); axis++) {
        extents.merge(letters.charAt(axis), shapes.get(i).dim(axis), Math::max);
      }
    }
    return extents;
  }
}
