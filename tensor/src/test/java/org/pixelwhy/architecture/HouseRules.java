package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The rules that every module keeps; each module's architecture test extends this class and adds
 * its own directions.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class HouseRules {
  /** Tests that are about opening engines; all others take theirs from the extension. */
  private static final Set<String> ENGINE_OPENERS = Set.of("EngineExtension", "EngineTest");

  private static final Set<String> LOCALE_SENSITIVE =
      Set.of("format", "formatted", "printf", "toLowerCase", "toUpperCase");

  private static final Set<String> FORMATTERS =
      Set.of("java.lang.String", "java.io.PrintWriter", "java.io.PrintStream");

  private static final String HOUSE = "org.pixelwhy.";

  private static final String ENGINE = "org.pixelwhy.onnx.runtime.Engine";

  private static final int LONGEST_FILE = 400;

  private final JavaClasses main = new ClassFileImporter().importPath(Path.of("target", "classes"));
  private final JavaClasses tests =
      new ClassFileImporter().importPath(Path.of("target", "test-classes"));
  private final SourceTree sources = new SourceTree(Path.of("src"));

  /** The module's own classes, without its tests. */
  protected final JavaClasses main() {
    return main;
  }

  /** Forbids packages, named below {@code org.pixelwhy}, to see others. */
  protected final void mustNotSee(String from, String... forbidden) {
    noClasses()
        .that()
        .resideInAPackage(HOUSE + from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Arrays.stream(forbidden).map(name -> HOUSE + name).toArray(String[]::new))
        .check(main);
  }

  /** The packages of the module that may print, if any. */
  protected Set<String> printingPackages() {
    return Set.of();
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    slices()
        .matching("org.pixelwhy.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  void onlyTheCommandLinePrints() {
    JavaClasses silent =
        main.that(
            DescribedPredicate.describe(
                "do not print", type -> !printingPackages().contains(type.getPackageName())));
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true).check(silent);
  }

  /** Whether the module is the command line, whose options it may name. */
  protected boolean speaksOfOptions() {
    return false;
  }

  @Test
  void onlyTheCommandLineNamesItsOptions() {
    assertEquals(
        List.of(),
        speaksOfOptions() ? List.of() : sources.textsThatNameOptions(),
        "texts that name options; state facts, and let the front end add the option by topic");
  }

  @Test
  void exceptionsThrownHaveTypesThatSaySomething() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.allowEmptyShould(true).check(main);
  }

  @Test
  void nothingDependsOnTheCountryThatTheMachineStandsIn() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "formats or folds by the default locale; use Text.format or name a locale",
                HouseRules::takesTheDefaultLocale))
        .allowEmptyShould(true)
        .check(main);
  }

  private static boolean takesTheDefaultLocale(JavaMethodCall call) {
    List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
    return LOCALE_SENSITIVE.contains(call.getName())
        && FORMATTERS.contains(call.getTargetOwner().getName())
        && parameters.stream().noneMatch(type -> type.isEquivalentTo(Locale.class));
  }

  @Test
  void noClassIsNamedAfterNothingInParticular() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Manager|Helper)")
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(main);
  }

  @Test
  void onlyTheRuntimePackageUsesOnnxRuntime() {
    onlyIn("org.pixelwhy.onnx.runtime", "ai.onnxruntime..");
  }

  @Test
  void onlyTheFormatPackageUsesProtobuf() {
    onlyIn("org.pixelwhy.onnx.format", "ai.onnx.proto..", "com.google.protobuf..", "org.tribuo..");
  }

  private void onlyIn(String allowed, String... library) {
    noClasses()
        .that()
        .resideOutsideOfPackage(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  void testsTakeTheirEngineFromTheExtensionThatFindsLeaks() {
    noClasses()
        .that(DescribedPredicate.describe("are not about opening engines", HouseRules::takesEngine))
        .should()
        .callMethodWhere(DescribedPredicate.describe("opens an engine", HouseRules::opensEngine))
        .allowEmptyShould(true)
        .check(tests);
  }

  private static boolean opensEngine(JavaMethodCall call) {
    return call.getTargetOwner().getName().equals(ENGINE) && call.getName().equals("open");
  }

  private static boolean takesEngine(JavaClass type) {
    return !ENGINE_OPENERS.contains(type.getSimpleName());
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    assertEquals(List.of(), sources.packagesWithoutInfo(), "packages without package-info.java");
  }

  @Test
  void noSourceFileIsLongerThanOnePersonReadsAtOnce() {
    assertEquals(
        List.of(), sources.longerThan(LONGEST_FILE), "files of more than 400 lines; split them");
  }
}
