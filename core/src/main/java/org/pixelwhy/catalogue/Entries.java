package org.pixelwhy.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.target.TargetKinds;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/**
 * The methods, scores and kinds of targets that there are: the built-in ones, and what providers
 * add to them.
 */
record Entries(List<Method> methods, List<Score> scores, TargetKinds targets) {
  /** Identifiers are written on command lines and become names of files. */
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9+]+");

  private static final List<Method> METHODS =
      Stream.of(
              GradientMethods.ALL,
              CamMethods.ALL,
              RelevanceMethods.ALL,
              PerturbationMethods.ALL,
              SegmentMethods.ALL,
              LearnedMethods.ALL)
          .flatMap(List::stream)
          .toList();

  /** What a class path holds does not change, so it is read once; what is wrong is told anew. */
  private static final class ClassPath {
    private static final Entries ENTRIES;
    private static final String FAULT;

    static {
      Entries entries = null;
      String fault = null;
      try {
        // Whatever the thread: its context class loader may differ from call to call.
        ClassLoader loader = CatalogueProvider.class.getClassLoader();
        entries = Entries.of(ServiceLoader.load(CatalogueProvider.class, loader));
      } catch (InputException e) {
        fault = e.getMessage();
      }
      ENTRIES = entries;
      FAULT = fault;
    }
  }

  /**
   * Those of this class path.
   *
   * @throws InputException if a provider cannot be loaded, or an identifier is used twice
   */
  static Entries installed() {
    if (ClassPath.ENTRIES == null) {
      throw new InputException(ClassPath.FAULT);
    }
    return ClassPath.ENTRIES;
  }

  /**
   * The built-in ones and those of providers, in the order of their class names.
   *
   * @throws InputException if a provider cannot be loaded, or an identifier is used twice
   */
  static Entries of(Iterable<CatalogueProvider> providers) {
    Map<String, String> owners = new LinkedHashMap<>();
    List<Method> methods = new ArrayList<>(METHODS);
    List<Score> scores = new ArrayList<>(ScoreCatalogue.BUILT_IN);
    METHODS.forEach(method -> enter(method.id(), "PixelWhy", owners));
    scores.forEach(score -> enter(score.id(), "PixelWhy", owners));
    // Targets are written where no method or score could be, so they may be called like one.
    Map<String, String> targetOwners = new LinkedHashMap<>();
    TargetKinds targets = TargetKinds.standard();
    targets.all().forEach(kind -> enter(kind.id(), "PixelWhy", targetOwners));
    for (CatalogueProvider provider : sorted(providers)) {
      String owner = provider.getClass().getName();
      provider.methods().forEach(method -> enter(method.id(), owner, owners));
      provider.scores().forEach(score -> enter(score.id(), owner, owners));
      provider.targets().forEach(kind -> enter(kind.id(), owner, targetOwners));
      methods.addAll(provider.methods());
      scores.addAll(provider.scores());
      targets = targets.with(provider.targets());
    }
    return new Entries(List.copyOf(methods), List.copyOf(scores), targets);
  }

  private static List<CatalogueProvider> sorted(Iterable<CatalogueProvider> providers) {
    List<CatalogueProvider> sorted = new ArrayList<>();
    try {
      providers.forEach(sorted::add);
    } catch (ServiceConfigurationError e) {
      throw new InputException(
          "methods or scores on the class path cannot be loaded; repair or remove their jar: "
              + e.getMessage(),
          e);
    }
    sorted.sort((a, b) -> a.getClass().getName().compareTo(b.getClass().getName()));
    return sorted;
  }

  private static void enter(String id, String owner, Map<String, String> owners) {
    if (!IDENTIFIER.matcher(id).matches()) {
      throw new InputException(
          Text.format(
              "%s adds '%s' to the catalogue: an identifier has lower-case letters, digits, and"
                  + " single hyphens between them",
              owner, id));
    }
    String other = owners.putIfAbsent(id, owner);
    if (other != null) {
      throw new InputException(
          Text.format(
              "%s adds '%s' to the catalogue, which %s has already; give it another identifier",
              owner, id, other.equals(owner) ? "it" : other));
    }
  }

  /**
   * One of some entries, by its identifier, or as others write that or its title: {@code GradCAM},
   * {@code grad_cam++}.
   *
   * @param kind for messages, such as {@code method}
   * @param title what an entry is called in headings
   * @throws InputException if there is none of this identifier, with the nearest ones
   */
  static <T extends Configurable> T find(
      String kind, List<T> entries, Function<T, String> title, String id) {
    return entries.stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .or(() -> called(entries, title, id))
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "unknown %s '%s'.%s",
                        kind,
                        id,
                        NearestNames.suggest(
                            id, entries.stream().map(Configurable::id).toList()))));
  }

  private static <T extends Configurable> Optional<T> called(
      List<T> entries, Function<T, String> title, String name) {
    String folded = folded(name);
    return entries.stream()
        .filter(
            entry -> folded.equals(folded(entry.id())) || folded.equals(folded(title.apply(entry))))
        .findFirst();
  }

  /** Letters, digits and plus signs only. */
  private static String folded(String name) {
    return BETWEEN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
