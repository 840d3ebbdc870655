package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.PixelMean;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.study.Method.Border;
import org.pixelwhy.study.option.NamedOption;

class CatalogueTest {
  private static final Path PAGES = Path.of("..", "docs", "methods");

  private static Method.Settings settings(Border border) {
    return new Method.Settings(List.of("auto"), 0, border);
  }

  @Test
  void everyMethodHasAPageThatNamesIt() throws IOException {
    for (Method method : Catalogue.methods()) {
      Path page = PAGES.resolve(method.id() + ".md");
      assertTrue(Files.exists(page), "write " + page);
      String text = Files.readString(page);
      for (String heading :
          List.of("Answers", "Formula", "Options", "Cost", "Pitfalls", "Source")) {
        assertTrue(text.contains("**" + heading + "**"), page + " lacks " + heading);
      }
      for (NamedOption<?> option : method.options()) {
        assertTrue(text.contains("`" + option.name() + "`"), page + " lacks " + option.name());
      }
      assertTrue(text.contains("(`" + method.id() + "`)"), page + " does not name the method");
    }
  }

  @Test
  void everyPageIsAboutAMethod() throws IOException {
    List<String> ids = Catalogue.methods().stream().map(Method::id).toList();
    try (var pages = Files.list(PAGES)) {
      List<String> strangers =
          pages
              .map(page -> page.getFileName().toString().replace(".md", ""))
              .filter(name -> !ids.contains(name))
              .toList();
      assertEquals(List.of(), strangers);
    }
  }

  @Test
  void identifiersAreUsedOnce() {
    List<String> ids = Catalogue.methods().stream().map(Method::id).toList();
    assertEquals(ids.stream().distinct().toList(), ids);
  }

  @Test
  void methodsThatAreNotLinearAreAveragedOverPixelsWhereThatIsAskedFor() {
    for (Method method : Catalogue.methods()) {
      boolean linear = method.attributor(settings(Border.FAST)).linear();
      boolean differs = method.needs() == Method.Needs.GRADIENT && !linear;
      boolean averaged = method.attributor(settings(Border.EXACT)) instanceof PixelMean;
      assertEquals(differs, averaged, method.id());
    }
    assertInstanceOf(
        PixelMean.class, Catalogue.method("guided-backprop").attributor(settings(Border.EXACT)));
  }

  @Test
  void anUnknownMethodOffersTheNearest() {
    InputException e = assertThrows(InputException.class, () -> Catalogue.method("gradcam"));
    assertTrue(e.getMessage().contains("'grad-cam'"), e.getMessage());
  }
}
