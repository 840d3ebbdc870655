package org.pixelwhy.server;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** What axe-core finds wrong in a page for those who do not see or use no mouse. */
public final class Axe {
  private static final String ABOUT = "/META-INF/maven/org.webjars.npm/axe-core/pom.properties";

  private Axe() {}

  /** The script that a page has to evaluate first. */
  public static String script() throws IOException {
    Properties about = new Properties();
    try (InputStream in = Axe.class.getResourceAsStream(ABOUT)) {
      about.load(in);
    }
    String place = "/META-INF/resources/webjars/axe-core/" + about.getProperty("version");
    try (InputStream in = Axe.class.getResourceAsStream(place + "/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What is wrong, each beginning with the name of the view. */
  public static List<String> violations(Page page, String view) {
    Object found =
        page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                + ".flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ': ' + n.target.join(' ')"
                + " + ' ' + n.failureSummary.replace(/\\s+/g, ' ').slice(0, 260)))");
    return ((List<?>) found).stream().map(each -> view + ": " + each).toList();
  }
}
