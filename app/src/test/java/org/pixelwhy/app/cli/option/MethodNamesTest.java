package org.pixelwhy.app.cli.option;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that stand for several methods. */
class MethodNamesTest {
  @Test
  void severalMethodsHaveOneName() {
    List<String> all = MethodNames.resolve(List.of("all"));
    List<String> quick = MethodNames.resolve(List.of("quick", "rise"));
    assertTrue(all.containsAll(quick));
    assertTrue(quick.containsAll(List.of("saliency", "grad-cam", "lrp", "rise")));
    assertFalse(quick.contains("occlusion"));
    assertFalse(all.contains("unoise"), "it needs an explainer");
  }
}
