package org.pixelwhy.app.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FuzzTest {
  /** Enough that a break of a reader shows, few enough for every build. */
  private static final int CASES = 60;

  /** Nothing here is about speed: only what never ends counts. */
  private static final int SECONDS = 120;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void aDamagedFileIsAcceptedOrRefusedAndNothingElse(Format format) throws Exception {
    Fuzz.Counts counts = new Fuzz(folder, 1, SECONDS).run(format, CASES);
    assertEquals(List.of(), counts.wrong());
    assertEquals(CASES, counts.accepted() + counts.refused());
    assertTrue(counts.refused() > 0, "some damage is noticed");
  }
}
