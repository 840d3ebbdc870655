package org.pixelwhy.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The script of chart.js, in whatever version is on the class path: the build alone names it. */
final class ChartScript {
  private static final String ABOUT = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private ChartScript() {}

  static String text() {
    return Template.text(
        "/META-INF/resources/webjars/chart.js/" + version() + "/dist/chart.umd.min.js");
  }

  private static String version() {
    try (InputStream in = ChartScript.class.getResourceAsStream(ABOUT)) {
      Properties about = new Properties();
      about.load(in);
      return about.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
