package org.pixelwhy.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.NamedOption;

/** What the library lets one choose about methods and scores has a name for everybody else. */
class LibraryOptionsTest {
  /** By what each component of an option record is chosen, or why it is not. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("CamOptions.layers", "--layer"),
          Map.entry("CamOptions.relu", "grad-cam.relu"),
          Map.entry("CamOptions.upsampling", "grad-cam.upsampling"),
          Map.entry("CamOptions.unitRange", "grad-cam.unit-range"),
          Map.entry("CamOptions.avoidBlank", "--border"),
          Map.entry("SegXResCam.Options.cam", "seg-xres-cam.relu"),
          Map.entry("SegXResCam.Options.window", "seg-xres-cam.window"),
          Map.entry("SegXResCam.Options.pooling", "seg-xres-cam.pooling"),
          Map.entry("GuidedGradCam.Options.layers", "--layer"),
          Map.entry("GuidedGradCam.Options.upsampling", "guided-grad-cam.upsampling"),
          Map.entry("GuidedGradCam.Options.rectifiers", "guided-grad-cam.rectifiers"),
          Map.entry("GuidedGradCam.Options.avoidBlank", "--border"),
          Map.entry("IntegratedGradients.Options.baseline", "integrated-gradients.baseline"),
          Map.entry("IntegratedGradients.Options.quadrature", "integrated-gradients.quadrature"),
          Map.entry("IntegratedGradients.Options.steps", "integrated-gradients.steps"),
          Map.entry("SmoothGrad.Options.statistic", "its methods"),
          Map.entry("SmoothGrad.Options.noise", "smoothgrad.range"),
          Map.entry("SmoothGrad.Options.rules", "smoothgrad.rules"),
          Map.entry("DeepLift.Options.baseline", "deeplift.baseline"),
          Map.entry("DeepLift.Options.layers", "--layer"),
          Map.entry("DeepLift.Options.rescaled", "deeplift.rescaled"),
          Map.entry("Lrp.Options.composite", "lrp.composite"),
          Map.entry("Lrp.Options.layers", "only in the library: lrp explains the image"),
          Map.entry("HausdorffOptions.stamp", "hausdorff-masks.diameter"),
          Map.entry("HausdorffOptions.offset", "hausdorff-masks.offset"),
          Map.entry("HausdorffOptions.application", "hausdorff-masks.cover"),
          Map.entry("HausdorffOptions.channel", "hausdorff-masks.channel"),
          Map.entry("HausdorffOptions.distance", "hausdorff-masks.distance"),
          Map.entry("HausdorffOptions.comparisons", "hausdorff-masks.comparison"),
          Map.entry("HausdorffOptions.reference", "--reference"),
          Map.entry("FeatureAblation.Options.division", "feature-ablation.parts"),
          Map.entry("FeatureAblation.Options.baseline", "feature-ablation.baseline"),
          Map.entry("MiSuRe.Options.baseline", "misure.baseline"),
          Map.entry("MiSuRe.Options.dice", "misure.dice"),
          Map.entry("MiSuRe.Options.growth", "misure.growth"),
          Map.entry("MiSuRe.Options.steps", "misure.steps"),
          Map.entry("MiSuRe.Options.rate", "misure.rate"),
          Map.entry("MiSuRe.Options.area", "misure.area"),
          Map.entry("MiSuRe.Options.variation", "misure.variation"),
          Map.entry("KernelShap.Options.division", "kernel-shap.parts"),
          Map.entry("KernelShap.Options.baseline", "kernel-shap.baseline"),
          Map.entry("KernelShap.Options.estimator", "kernel-shap.estimator"),
          Map.entry("KernelShap.Options.passes", "kernel-shap.passes"),
          Map.entry("KernelShap.Options.seed", "--seed"),
          Map.entry("Occlusion.Options.window", "occlusion.window"),
          Map.entry("Occlusion.Options.stride", "occlusion.stride"),
          Map.entry("Occlusion.Options.fill", "occlusion.fill"),
          Map.entry("Occlusion.Options.score", "occlusion.score"),
          Map.entry("Occlusion.Options.coarse", "occlusion.coarse-to-fine"),
          Map.entry("Occlusion.Options.threshold", "occlusion.threshold"),
          Map.entry("RiseOptions.masks", "rise.masks"),
          Map.entry("RiseOptions.cells", "rise.cells"),
          Map.entry("RiseOptions.keep", "rise.probability"),
          Map.entry("RiseOptions.seed", "--seed"),
          Map.entry("RiseOptions.sampling", "rise.sampling"),
          Map.entry("RiseOptions.score", "rise.score"),
          Map.entry("RiseOptions.merge", "rise.merge"),
          Map.entry("RiseOptions.given", "--masks"),
          Map.entry("DeletionInsertion.Options.steps", "deletion.steps"),
          Map.entry("DeletionInsertion.Options.baseline", "deletion.baseline"),
          Map.entry("DeletionInsertion.Options.importance", "deletion.importance"),
          Map.entry("EfficientRandomisation.Options.seed", "--seed"),
          Map.entry("EfficientRandomisation.Options.bins", "efficient-randomisation.bins"),
          Map.entry("RandomClass.Options.classes", "random-class.classes"),
          Map.entry("RandomClass.Options.seed", "--seed"),
          Map.entry("Road.Options.steps", "road.steps"),
          Map.entry("Road.Options.noise", "road.noise"),
          Map.entry("Road.Options.seed", "--seed"),
          Map.entry("Road.Options.importance", "road.importance"),
          Map.entry("SanityCheck.Options.seed", "--seed"),
          Map.entry("SanityCheck.Options.steps", "randomisation.steps"),
          Map.entry("SanityCheck.Options.unchanged", "randomisation.unchanged"));

  private static List<Class<?>> records() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.pixelwhy.attribution", "org.pixelwhy.faithfulness")
            .stream()
            .filter(found -> found.getSimpleName().endsWith("Options"))
            .<Class<?>>map(JavaClass::reflect)
            .filter(Class::isRecord)
            .toList();
  }

  private static String name(Class<?> record, RecordComponent component) {
    Class<?> outer = record.getEnclosingClass();
    String prefix = outer == null ? "" : outer.getSimpleName() + ".";
    return prefix + record.getSimpleName() + "." + component.getName();
  }

  @Test
  void everyComponentOfAnOptionRecordIsChosenBySomething() {
    Set<String> found =
        records().stream()
            .flatMap(
                record -> Arrays.stream(record.getRecordComponents()).map(c -> name(record, c)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(found, new TreeSet<>(NAMES.keySet()));
  }

  private static NamedOption<?> option(String name) {
    String owner = name.substring(0, name.indexOf('.'));
    String option = name.substring(name.indexOf('.') + 1);
    return Stream.<Configurable>concat(
            Catalogue.methods().stream(), ScoreCatalogue.scores().stream())
        .filter(one -> one.id().equals(owner))
        .flatMap(one -> one.options().stream())
        .filter(one -> one.name().equals(option))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no option " + name));
  }

  @Test
  void theNamesAreThereAndTakeEveryConstantThatTheLibraryTakes() {
    for (Class<?> record : records()) {
      for (RecordComponent component : record.getRecordComponents()) {
        String name = NAMES.get(name(record, component));
        if (!name.matches("[a-z-]+\\.[a-z-]+")) {
          continue;
        }
        NamedOption<?> option = option(name);
        if (component.getType().isEnum() && !name.startsWith("guided-grad-cam")) {
          for (Object constant : component.getType().getEnumConstants()) {
            String text = constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
            assertEquals(constant, option.read(text), name);
          }
        }
      }
    }
  }

  @Test
  void whatIsNoComponentButPartOfOneHasANameToo() {
    for (String name :
        List.of("smoothgrad.samples", "smoothgrad.sigma", "lrp.box", "lrp.gamma", "lrp.epsilon")) {
      assertTrue(option(name).summary().length() > 3, name);
    }
  }
}
