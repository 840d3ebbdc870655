package org.pixelwhy.catalogue.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.tensor.InputException;

class GivenOptionsTest {
  private enum Colour {
    DARK_RED,
    BLUE
  }

  private static final NamedOption<Integer> SAMPLES =
      NamedOption.whole("samples", "how many", 25, 1, 100);
  private static final NamedOption<Double> SIGMA =
      NamedOption.atLeast("sigma", "how strong", 0.15, 0);
  private static final NamedOption<Double> KEPT = NamedOption.share("kept", "how much", 0.5);
  private static final NamedOption<Double> EPSILON =
      NamedOption.positive("epsilon", "how little", 1e-6);
  private static final NamedOption<Double> FILL = NamedOption.real("fill", "with what", 0);
  private static final NamedOption<Boolean> RELU = NamedOption.flag("relu", "whether", true);
  private static final NamedOption<Colour> COLOUR =
      NamedOption.choice("colour", "which", List.of(Colour.BLUE, Colour.DARK_RED));
  private static final NamedOption<Set<Colour>> COLOURS =
      NamedOption.several("colours", "which ones", Colour.DARK_RED);
  private static final NamedOption<List<Integer>> WINDOW =
      NamedOption.wholes("window", "how large", "15");

  private record Thing(String id, List<NamedOption<?>> options) implements Configurable {}

  private static final Thing NOISY = new Thing("noisy", List.of(SAMPLES, SIGMA));
  private static final Thing RANDOM = new Thing("random", List.of(SAMPLES));
  private static final Thing PLAIN = new Thing("plain", List.of());
  private static final Thing ALL =
      new Thing("all", List.of(KEPT, EPSILON, FILL, RELU, COLOUR, COLOURS, WINDOW));

  private static GivenOptions given(String... texts) {
    return GivenOptions.parse(List.of(texts));
  }

  private static String refused(List<Thing> selected, String... texts) {
    return assertThrows(InputException.class, () -> given(texts).require(selected)).getMessage();
  }

  @Test
  void whatIsNotGivenHasItsStandardValue() {
    assertEquals(25, GivenOptions.NONE.value(NOISY, SAMPLES));
    assertFalse(GivenOptions.NONE.isGiven(NOISY, SAMPLES));
    assertEquals(Map.of("samples", "25", "sigma", "0.15"), GivenOptions.NONE.effective(NOISY));
  }

  @Test
  void aBareNameGoesToAllThatHaveIt() {
    GivenOptions options = given("samples=7", "sigma=1/4");
    options.require(List.of(NOISY, RANDOM, PLAIN));
    assertEquals(7, options.value(NOISY, SAMPLES));
    assertEquals(7, options.value(RANDOM, SAMPLES));
    assertEquals(0.25, options.value(NOISY, SIGMA));
    assertEquals(Map.of("samples", "7", "sigma", "1/4"), options.effective(NOISY));
  }

  @Test
  void aNameWithItsOwnerWinsInWhateverOrder() {
    for (GivenOptions options :
        List.of(given("samples=7", "random.samples=8"), given("random.samples=8", "samples=7"))) {
      assertEquals(7, options.value(NOISY, SAMPLES));
      assertEquals(8, options.value(RANDOM, SAMPLES));
      assertTrue(options.isGiven(RANDOM, SAMPLES));
    }
  }

  @Test
  void anUnknownNameOffersTheNearest() {
    String bare = refused(List.of(NOISY, PLAIN), "smaples=3");
    assertTrue(bare.contains("'smaples'") && bare.contains("'samples'"), bare);
    String owned = refused(List.of(NOISY, PLAIN), "noisy.sigmas=3");
    assertTrue(owned.contains("'noisy.sigmas'") && owned.contains("'sigma'"), owned);
    String none = refused(List.of(PLAIN), "plain.sigma=3");
    assertTrue(none.contains("There is none"), none);
  }

  @Test
  void anOwnerThatIsNotSelectedIsNamed() {
    String message = refused(List.of(NOISY), "niosy.samples=3");
    assertTrue(message.contains("'niosy' is not selected") && message.contains("'noisy'"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "samples=0|from 1 to 100",
        "samples=101|from 1 to 100",
        "samples=many|whole number",
        "samples=|whole number",
        "sigma=-1|from 0",
        "sigma=NaN|from 0",
        "sigma=1/0|from 0",
        "kept=0|at most 1",
        "kept=1.5|at most 1",
        "epsilon=0|above 0",
        "fill=1e39|a number",
        "relu=yes|on or off",
        "colour=green|blue, dark-red",
        "colours=blue,green|dark-red, blue",
        "colours=|dark-red, blue",
        "window=15,|each axis",
        "window=0|each axis"
      })
  void aValueThatIsNotAllowedIsRefusedWithThoseThatAre(String text, String allowed) {
    String message = refused(List.of(NOISY, ALL), text);
    assertTrue(message.contains(allowed), message);
    assertTrue(message.contains("." + text.split("=", 2)[0] + "'"), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void valuesOfEveryKindAreRead() {
    GivenOptions options =
        given(
            "kept=1",
            "all.epsilon=1e-3",
            "fill=-2.5",
            "relu=off",
            "colour=dark-red",
            "colours=dark-red,blue",
            "window=15,9");
    options.require(List.of(ALL));
    assertEquals(1, options.value(ALL, KEPT));
    assertEquals(1e-3, options.value(ALL, EPSILON));
    assertEquals(-2.5, options.value(ALL, FILL));
    assertEquals(false, options.value(ALL, RELU));
    assertEquals(Colour.DARK_RED, options.value(ALL, COLOUR));
    assertEquals(Set.of(Colour.values()), options.value(ALL, COLOURS));
    assertEquals(List.of(15, 9), options.value(ALL, WINDOW));
    assertEquals(Colour.BLUE, GivenOptions.NONE.value(ALL, COLOUR));
  }

  @Test
  void whatIsNoChoiceOrGivenTwiceIsRefused() {
    for (String text : List.of("samples", "=3", "noisy.=3", ".samples=3", "")) {
      assertThrows(InputException.class, () -> given(text), text);
    }
    assertThrows(InputException.class, () -> given("samples=3", "samples=4"));
  }
}
