package org.pixelwhy.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The browser of this machine, one for all tests of a run; nothing is downloaded. Pages are closed
 * after each test. Where there is no browser, the tests are skipped.
 */
public final class Chromium implements BeforeEachCallback, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(Chromium.class);

  private Launched launched;

  /** Closed by the run's end. */
  private record Launched(Playwright playwright, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Optional<Path> found = find();
    assumeTrue(found.isPresent(), "no Chromium on the path");
    launched =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Launched.class, key -> launch(found.get()), Launched.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (launched != null) {
      List.copyOf(launched.browser().contexts()).forEach(BrowserContext::close);
    }
  }

  private static Launched launch(Path executable) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(executable)
                      .setArgs(List.of("--no-sandbox")));
      return new Launched(playwright, browser);
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  private static Optional<Path> find() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public Browser browser() {
    return launched.browser();
  }
}
