package org.pixelwhy.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is public on purpose stands in {@code api.txt} of each module, as text that a review reads:
 * what is added, changed or taken away shows there. Each module's test extends this class.
 *
 * <p>A type that users meet but cannot name would be of no use to them, so that the packages listed
 * here must be closed: no signature in them may mention a type of another package of ours.
 */
public abstract class PublicApi {
  /** The packages whose public types are promised; all others may change at any time. */
  private static final Set<String> PACKAGES =
      Set.of(
          "org.pixelwhy",
          "org.pixelwhy.tensor",
          "org.pixelwhy.onnx.graph",
          "org.pixelwhy.onnx.format",
          "org.pixelwhy.onnx.runtime",
          "org.pixelwhy.onnx.autodiff",
          "org.pixelwhy.image",
          "org.pixelwhy.image.io",
          "org.pixelwhy.render",
          "org.pixelwhy.radiomics",
          "org.pixelwhy.radiomics.feature",
          "org.pixelwhy.radiomics.pyradiomics",
          "org.pixelwhy.radiomics.roi",
          "org.pixelwhy.model",
          "org.pixelwhy.model.card",
          "org.pixelwhy.model.run",
          "org.pixelwhy.target",
          "org.pixelwhy.attribution",
          "org.pixelwhy.catalogue",
          "org.pixelwhy.catalogue.option");

  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path PROMISED = Path.of("api.txt");
  private static final String ACCEPT = "api.accept";

  /** Of a module that is found by its services alone. */
  private static final String NOTHING = "nothing is promised";

  private static final Set<String> EVERYWHERE = Set.of("equals", "hashCode", "toString");

  /** A package of ours before the name of a type. */
  private static final Pattern HOUSE = Pattern.compile("org\\.pixelwhy(\\.[a-z0-9]+)*(?=\\.[A-Z])");

  @Test
  void whatIsPublicIsWhatIsPromised() throws IOException {
    List<String> lines = lines();
    String found = (lines.isEmpty() ? NOTHING : String.join("\n", lines)) + "\n";
    if (Boolean.getBoolean(ACCEPT)) {
      Files.writeString(PROMISED, found);
    }
    String promised = Files.exists(PROMISED) ? Files.readString(PROMISED) : "";
    if (!found.equals(promised)) {
      fail(
          "the public API differs from "
              + PROMISED
              + ":\n"
              + difference(promised, found)
              + "where that is wanted, run the test with -D"
              + ACCEPT
              + "=true, look at what changed in the file, commit it, and name what breaks users in"
              + " CHANGELOG.md");
    }
  }

  private static String difference(String promised, String found) {
    StringBuilder text = new StringBuilder();
    List<String> before = promised.lines().toList();
    List<String> after = found.lines().toList();
    before.stream().filter(x -> !after.contains(x)).forEach(x -> text.append("- " + x + "\n"));
    after.stream().filter(x -> !before.contains(x)).forEach(x -> text.append("+ " + x + "\n"));
    return text.toString();
  }

  @Test
  void whatIsPromisedNamesNothingThatIsNot() throws IOException {
    Set<String> leaks = new TreeSet<>();
    for (Class<?> type : types()) {
      for (String line : described(type)) {
        Matcher named = HOUSE.matcher(line);
        while (named.find()) {
          if (!PACKAGES.contains(named.group())) {
            leaks.add(type.getName() + ": " + line.strip());
          }
        }
      }
    }
    assertEquals("", String.join("\n", leaks));
  }

  @Test
  void whatIsExportedToEverybodyIsWhatIsPromised() throws IOException {
    Set<String> own = new TreeSet<>();
    for (Class<?> type : types()) {
      own.add(type.getPackageName());
    }
    Set<String> exported = new TreeSet<>();
    for (ModuleReference module : ModuleFinder.of(CLASSES).findAll()) {
      module.descriptor().exports().stream()
          .filter(export -> !export.isQualified())
          .forEach(export -> exported.add(export.source()));
    }
    assertEquals(own, exported);
  }

  @Test
  void whatIsPromisedIsListedForUsers() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "java.md"));
    for (String name : PACKAGES) {
      assertTrue(page.contains("`" + name + "`"), "docs/java.md does not name " + name);
    }
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Class<?> type : types()) {
      lines.add(type.getName().replace('$', '.'));
      String within = " " + type.getTypeName() + ".";
      described(type).forEach(line -> lines.add("  " + shortened(line.replace(within, " "))));
    }
    return lines;
  }

  /** Without packages, which names tell well enough. */
  private static String shortened(String line) {
    return line.replaceAll("\\b([a-z0-9]+\\.)+(?=[A-Z])", "").replace('$', '.');
  }

  private static List<Class<?>> types() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .map(file -> CLASSES.relativize(file).toString().replace('/', '.').replace('\\', '.'))
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .filter(name -> PACKAGES.contains(name.substring(0, name.lastIndexOf('.'))))
          .sorted()
          .<Class<?>>map(PublicApi::load)
          .filter(PublicApi::isVisible)
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
      return false;
    }
    Class<?> around = type.getDeclaringClass();
    return isPromised(type.getModifiers()) && (around == null || isVisible(around));
  }

  private static boolean isPromised(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<String> described(Class<?> type) {
    List<String> lines = new ArrayList<>();
    lines.add(type.toGenericString());
    Stream.concat(
            Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
        .map(parent -> "is " + parent.getTypeName())
        .filter(line -> !line.startsWith("is java.lang."))
        .sorted()
        .forEach(lines::add);
    if (type.isRecord()) {
      lines.add(
          "holds "
              + String.join(
                  ", ",
                  Arrays.stream(type.getRecordComponents())
                      .map(part -> part.getGenericType().getTypeName() + " " + part.getName())
                      .toList()));
    }
    if (type.isSealed()) {
      lines.add("sealed");
    }
    members(type.getDeclaredFields()).map(Field::toGenericString).sorted().forEach(lines::add);
    members(type.getDeclaredConstructors())
        .map(Constructor::toGenericString)
        .sorted()
        .forEach(lines::add);
    members(type.getDeclaredMethods())
        .filter(method -> !EVERYWHERE.contains(method.getName()))
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
        .map(Method::toGenericString)
        .forEach(lines::add);
    return lines;
  }

  private static <M extends Member> Stream<M> members(M[] members) {
    return Arrays.stream(members)
        .filter(member -> isPromised(member.getModifiers()) && !member.isSynthetic());
  }
}
