package org.pixelwhy.onnx.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.operator.Operator.Opsets;
import org.pixelwhy.onnx.operator.Operator.Passage;

class OperatorsTest {
  @Test
  void theTableHoldsEveryOperatorOfTheStandardWithItsOpsets() throws IOException {
    Map<String, Opsets> table = new TreeMap<>();
    for (Operator operator : Operators.all()) {
      if (!isOfTheRuntime(operator)) {
        table.put(operator.name(), operator.opsets());
      }
    }
    assertEquals(standard(), table);
  }

  private static boolean isOfTheRuntime(Operator operator) {
    return operator.name().startsWith("com.microsoft")
        || operator.name().equals("SimplifiedLayerNormalization");
  }

  private static Map<String, Opsets> standard() throws IOException {
    try (InputStream file = OperatorsTest.class.getResourceAsStream("standard.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .collect(
              Collectors.toMap(
                  words -> words[0], OperatorsTest::opsets, (a, b) -> a, TreeMap::new));
    }
  }

  private static Opsets opsets(String[] words) {
    long last = Long.parseLong(words[words.length - 1]);
    return new Opsets(Long.parseLong(words[1]), last < 0 ? -last - 1 : Long.MAX_VALUE);
  }

  @Test
  void everyOperatorHasARuleOrNoGradientByNatureOrAReason() {
    Map<String, GradientRule> rules = StandardRules.standard().rules();
    assertEquals(
        Operators.where(o -> o.gradient().passage() == Passage.RULE),
        rules.keySet().stream()
            .filter(name -> rules.get(name).passesGradient())
            .collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(
        Operators.where(o -> o.gradient().passage() == Passage.ZERO),
        rules.keySet().stream()
            .filter(name -> !rules.get(name).passesGradient())
            .collect(Collectors.toCollection(TreeSet::new)));
    for (Operator operator : Operators.all()) {
      boolean explained =
          operator.gradient().passage() == Passage.BECOMES
              || operator.gradient().passage() == Passage.NONE;
      assertEquals(explained, !operator.gradient().note().isBlank(), operator.name());
    }
  }

  @Test
  void whatWorksElementByElementKeepsOrBroadcastsTheShape() {
    for (Operator operator : Operators.all()) {
      if (operator.is(Trait.ELEMENTWISE)) {
        assertTrue(
            Arrays.asList(Extent.SAME, Extent.BROADCAST).contains(operator.extent()),
            operator.name());
      }
    }
  }
}
