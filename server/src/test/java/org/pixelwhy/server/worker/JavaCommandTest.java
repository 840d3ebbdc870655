package org.pixelwhy.server.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
  @Test
  void newerJavasAreToldNotToWarnAndOlderOnesNotWhatTheyDoNotKnow() {
    assertEquals(List.of(), ofTheVersion(17));
    assertEquals(List.of(), ofTheVersion(21));
    assertEquals(List.of("--enable-native-access=ALL-UNNAMED"), ofTheVersion(22));
    assertEquals(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"),
        ofTheVersion(25));
  }

  private static List<String> ofTheVersion(int version) {
    List<String> options = JavaCommand.options(version);
    assertTrue(options.contains("-cp"));
    return options.stream().filter(option -> option.startsWith("--")).toList();
  }
}
