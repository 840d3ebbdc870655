package org.pixelwhy.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.PixelMean;
import org.pixelwhy.catalogue.Method.Border;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.data.synthetic.SyntheticSample;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;

@ExtendWith(EngineExtension.class)
class CatalogueTest {
  private static final Path PAGES = Path.of("..", "docs", "methods");
  private static final Path EXAMPLE = Path.of("..", "docs", "example");

  private static Method.Settings settings(Border border) {
    return new Method.Settings(List.of("auto"), 0, border);
  }

  @Test
  void everyMethodHasAPageThatNamesIt() throws IOException {
    for (Method method : Catalogue.methods()) {
      String text = page(method);
      for (String heading :
          List.of("Answers", "Formula", "Example", "Options", "Cost", "Pitfalls", "Source")) {
        assertTrue(text.contains("**" + heading + "**"), method.id() + " lacks " + heading);
      }
      assertTrue(text.contains("(`" + method.id() + "`)"), method.id() + " is not named");
    }
  }

  private static String page(Method method) throws IOException {
    Path page = PAGES.resolve(method.id() + ".md");
    assertTrue(Files.exists(page), "write " + page);
    return Files.readString(page);
  }

  @Test
  void everyPageShowsThePictureOfItsMethod() throws IOException {
    long bytes = 0;
    for (Method method : Catalogue.methods()) {
      String name = "../images/methods/" + method.id() + ".png";
      assertTrue(page(method).contains("](" + name + ")"), method.id() + " shows no picture");
      Path picture = PAGES.resolve(name);
      assertTrue(Files.exists(picture), "run scripts/pictures.sh to draw " + picture);
      Image image = ImageReader.read(picture);
      assertTrue(image.width() >= 240 && image.height() >= 240, picture.toString());
      bytes += Files.size(picture);
    }
    assertTrue(bytes < 1_500_000, "the pictures take %d bytes".formatted(bytes));
  }

  @Test
  void everyPageNamesTheOptionsOfItsMethod() throws IOException {
    for (Method method : Catalogue.methods()) {
      String text = page(method);
      for (NamedOption<?> option : method.options()) {
        assertTrue(text.contains("`" + option.name() + "`"), method.id() + ": " + option.name());
      }
    }
  }

  @Test
  void everyPageCitesLiteratureOnThePitfallsOrPointsToAPageThatDoes() throws IOException {
    for (Method method : Catalogue.methods()) {
      String text = page(method);
      int start = text.indexOf("**Pitfalls**");
      String pitfalls = text.substring(start, text.indexOf("\n\n", start));
      boolean cited = Pattern.compile("\\b(19|20)\\d\\d\\b").matcher(pitfalls).find();
      boolean elsewhere = pitfalls.contains("See also") || pitfalls.contains(".md)");
      assertTrue(cited || elsewhere, method.id());
    }
  }

  @Test
  void theExampleOfThePagesIsAGeneratedImageThatItsNetworkSegments(Engine engine) {
    SyntheticSample made = new Testnet(0).sample(1002);
    Image image = ImageReader.read(EXAMPLE.resolve("testnet.png"));
    assertArrayEquals(made.sample().image().values(), ChannelOrder.GREY.arrange(image).values());
    SegmentationModel model =
        ModelLoader.load(engine, ModelSource.of(EXAMPLE.resolve("testnet.onnx")));
    ImagePreparation prepared = ImagePreparation.of(model.card(), image, Optional.empty());
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(prepared.input())) {
      Mask segment = prepared.geometry().toImage(at.prediction().mask(0));
      Mask expected = made.context().segment();
      int common = segment.count() - segment.minus(expected).count();
      double dice = 2.0 * common / (segment.count() + expected.count());
      assertTrue(dice > 0.9, "Dice " + dice);
    }
  }

  @Test
  void everyPageIsAboutAMethod() throws IOException {
    List<String> ids = Catalogue.methods().stream().map(Method::id).toList();
    try (var pages = Files.list(PAGES)) {
      List<String> strangers =
          pages
              .map(page -> page.getFileName().toString().replace(".md", ""))
              .filter(name -> !ids.contains(name) && !name.equals("README"))
              .toList();
      assertEquals(List.of(), strangers);
    }
  }

  @Test
  void theTableOfMethodsHasOneRowOfSevenCellsForEachMethod() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGES.resolve("README.md")).stream()
            .filter(line -> line.startsWith("|") && line.contains(".md)"))
            .toList();
    assertEquals(Catalogue.methods().size(), rows.size());
    for (Method method : Catalogue.methods()) {
      String link = "| [%1$s](%1$s.md) |".formatted(method.id());
      List<String> own = rows.stream().filter(row -> row.contains(link)).toList();
      assertEquals(1, own.size(), method.id());
      assertEquals(8, own.get(0).chars().filter(c -> c == '|').count(), method.id());
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
  void aMethodIsFoundAsOthersWriteItsName() {
    for (String name : List.of("GradCAM", "grad_cam", "Grad-CAM", "grad cam")) {
      assertEquals("grad-cam", Catalogue.method(name).id());
    }
    assertEquals("grad-cam-plus-plus", Catalogue.method("gradcam++").id());
    assertEquals("integrated-gradients", Catalogue.method("IntegratedGradients").id());
    assertEquals("infidelity", ScoreCatalogue.score("Infidelity").id());
  }

  @Test
  void anUnknownMethodOffersTheNearest() {
    InputException e = assertThrows(InputException.class, () -> Catalogue.method("gradcan"));
    assertTrue(e.getMessage().contains("'grad-cam'"), e.getMessage());
  }
}
