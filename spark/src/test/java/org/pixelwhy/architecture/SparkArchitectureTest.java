package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The directions inside module spark. */
class SparkArchitectureTest extends HouseRules {
  @Override
  protected Set<String> printingPackages() {
    return Set.of("org.pixelwhy.spark");
  }

  @Override
  protected boolean speaksOfOptions() {
    return true;
  }

  @Test
  void roomsSeeOnlyThoseBelowThem() {
    mustNotSee("spark.files..", "spark.request..", "spark.result..", "spark.executor..");
    mustNotSee("spark.request..", "spark.result..", "spark.executor..");
    mustNotSee("spark.result..", "spark.executor..");
    mustNotSee("spark.executor..", "spark.job..");
  }

  @Test
  void onlyExecutorsOpenEngines() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.pixelwhy.spark.executor..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.pixelwhy.onnx.runtime..")
        .check(main());
  }

  @Test
  void theBatchExplainsNothingItself() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.pixelwhy.attribution.*..", "org.pixelwhy.onnx.autodiff..")
        .check(main());
  }
}
