package org.pixelwhy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** The directions inside module report. */
class ReportArchitectureTest extends HouseRules {
  @Test
  void reportsShowResultsAndComputeNone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.pixelwhy.attribution.*..",
            "org.pixelwhy.onnx.autodiff..",
            "org.pixelwhy.model.run..")
        .check(main());
  }

  @Test
  void viewsKnowNobodyAndPartsOfPagesKnowNoReport() {
    String[] reports = {"comparison", "dream", "noise", "reproduction", "segments", "training"};
    String[] parts = {"page", "chart", "picture", "file", "figure"};
    for (String part : parts) {
      mustNotSee("report.view", "report." + part);
      mustNotSee("report." + part, "report");
    }
    for (String report : reports) {
      mustNotSee("report.view", "report." + report);
      for (String part : parts) {
        mustNotSee("report." + part, "report." + report);
      }
      for (String other : reports) {
        if (!other.equals(report)) {
          mustNotSee("report." + report, "report." + other);
        }
      }
      mustNotSee("report", "report." + report);
    }
    mustNotSee("report.view", "report");
    mustNotSee("report.chart", "report.page", "report.picture", "report.file");
    mustNotSee("report.page", "report.chart", "report.picture", "report.file");
    mustNotSee("report.picture", "report.page", "report.chart", "report.file");
  }
}
