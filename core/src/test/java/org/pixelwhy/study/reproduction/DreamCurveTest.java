package org.pixelwhy.study.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.tensor.InputException;

class DreamCurveTest {
  @TempDir Path folder;

  private Path table(String text) throws IOException {
    return Files.writeString(folder.resolve("curves.csv"), text);
  }

  @Test
  void dreamsAreReadByNetworkAndNumber() throws IOException {
    List<DreamCurve> dreams =
        DreamCurve.read(
            table(
                "network,dream,step,activation,area,f,normalised f\n"
                    + "\"a, b\",0,0,1.5,0,,\n\"a, b\",0,1,2.5,7,4,0.5\n\"a, b\",1,0,1.5,2,6,1\n"));
    assertEquals(2, dreams.size());
    DreamCurve first = dreams.get(0);
    assertEquals("a, b", first.network());
    assertEquals(1, first.steps());
    assertEquals(7, first.area());
    assertTrue(Double.isNaN(first.of("f")[0]));
    assertEquals(4, first.ends("f").first());
    assertEquals(0.5, first.normalisedEnds("f").last());
    assertEquals(6, dreams.get(1).ends("f").last());
  }

  @Test
  void whatIsNoSuchTableIsRefused() throws IOException {
    Path other = table("x,y\n1,2\n");
    InputException refused = assertThrows(InputException.class, () -> DreamCurve.read(other));
    assertTrue(refused.getMessage().contains("is no table of dreams"), refused.getMessage());
    Path missing = folder.resolve("none.csv");
    assertThrows(InputException.class, () -> DreamCurve.read(missing));
  }
}
