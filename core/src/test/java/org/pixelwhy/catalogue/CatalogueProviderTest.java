package org.pixelwhy.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.catalogue.Score.Better;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.TargetKind;
import org.pixelwhy.target.TargetKinds;
import org.pixelwhy.tensor.InputException;

class CatalogueProviderTest {
  private static Method method(String id) {
    return new Method(id, "Blank", Needs.FORWARD, "Nothing.", "none", c -> (at, q) -> List.of());
  }

  private static Score score(String id) {
    return new Score(
        id, "Blank", Better.LOWER, "none", "Nothing.", List.of(), c -> subject -> List.of());
  }

  /** One provider; a second one has to be of a class of its own. */
  private record First(List<Method> methods, List<Score> scores) implements CatalogueProvider {}

  private record Second(List<Method> methods, List<Score> scores) implements CatalogueProvider {}

  @Test
  void whatIsAddedStandsBehindWhatIsBuiltIn() {
    Entries entries =
        Entries.of(
            List.of(
                new Second(List.of(method("b")), List.of()),
                new First(List.of(method("c"), method("a")), List.of(score("d")))));
    List<String> expected = new ArrayList<>(Catalogue.methods().stream().map(Method::id).toList());
    expected.addAll(List.of("c", "a", "b"));
    assertEquals(expected, entries.methods().stream().map(Method::id).toList());
    assertEquals("d", entries.scores().get(entries.scores().size() - 1).id());
  }

  /** One provider that adds kinds of targets. */
  private record Third(List<TargetKind> targets) implements CatalogueProvider {}

  private static Third target(String id) {
    return new Third(
        List.of(new TargetKind(id, id, "every pixel", id, text -> new ImageTarget(0))));
  }

  @Test
  void aKindOfTargetIsReadLikeTheBuiltInOnesAndMayBeCalledLikeAMethod() {
    TargetKinds kinds = Entries.of(List.of(target("saliency"))).targets();
    assertEquals(new ImageTarget(0), kinds.parse("saliency"));
    assertEquals(TargetKinds.standard().parse("class:1"), kinds.parse("class:1"));
    assertTrue(refusal(target("class")).contains("which PixelWhy has already"));
    assertTrue(refusal(target("A b")).contains("an identifier has lower-case letters"));
  }

  private static String refusal(CatalogueProvider... providers) {
    return assertThrows(InputException.class, () -> Entries.of(List.of(providers))).getMessage();
  }

  @Test
  void anIdentifierThatIsTakenIsRefusedWithTheNamesOfBoth() {
    assertEquals(
        First.class.getName()
            + " adds 'saliency' to the catalogue, which PixelWhy has already; give it another"
            + " identifier",
        refusal(new First(List.of(method("saliency")), List.of())));
    assertTrue(
        refusal(
                new First(List.of(method("a")), List.of()),
                new Second(List.of(method("a")), List.of()))
            .contains(First.class.getName() + " has already"));
  }

  @Test
  void methodsAndScoresShareTheirNamesBecauseOptionsDo() {
    assertTrue(
        refusal(new First(List.of(), List.of(score("saliency")))).contains("PixelWhy has already"));
    assertTrue(
        refusal(new First(List.of(method("a")), List.of(score("a")))).contains("it has already"));
  }

  @Test
  void anIdentifierThatIsNoFileNameIsRefused() {
    for (String id : List.of("", "Mine", "../up", "a b", "a--b", "-a", "a.b")) {
      assertTrue(
          refusal(new First(List.of(method(id)), List.of())).contains("lower-case letters"), id);
    }
  }

  @Test
  void aProviderThatCannotBeLoadedIsToldLikeWrongInput() {
    Iterable<CatalogueProvider> broken =
        () -> {
          throw new ServiceConfigurationError("Provider acme.Gone not found");
        };
    InputException e = assertThrows(InputException.class, () -> Entries.of(broken));
    assertEquals(
        "methods or scores on the class path cannot be loaded; repair or remove their jar: Provider"
            + " acme.Gone not found",
        e.getMessage());
  }
}
