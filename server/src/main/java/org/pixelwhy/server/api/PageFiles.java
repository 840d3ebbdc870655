package org.pixelwhy.server.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.tensor.digest.Sha256;

/**
 * The files of the page, all of them: they are read once, from the class path, and nothing else can
 * be asked for.
 */
final class PageFiles {
  private static final String PAGE = "/org/pixelwhy/server/page/";
  private static final String INDEX = "index.html";
  private static final Pattern INLINE =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final String policy;

  PageFiles() {
    for (String name : text(PAGE + "files.txt").strip().split("\\s+")) {
      files.put("/" + name, bytes(PAGE + name));
    }
    library("lit", "lit", "index.js");
    library("lit-element", "lit-element", "lit-element.js");
    library("lit-html", "lit-html", "lit-html.js", "is-server.js");
    library("lit__reactive-element", "reactive-element", "reactive-element.js", "css-tag.js");
    library("chart.js", "chart", "dist/chart.umd.js");
    files.put("/", files.remove("/" + INDEX));
    policy =
        "default-src 'none'; script-src 'self' '"
            + hash(inline(new String(files.get("/"), StandardCharsets.UTF_8)))
            + "'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /** Some files of a library, in whatever version is on the class path. */
  private void library(String artefact, String place, String... names) {
    Properties about = new Properties();
    String group = "/META-INF/maven/org.webjars.npm/" + artefact;
    try (InputStream in = PageFiles.class.getResourceAsStream(group + "/pom.properties")) {
      about.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String folder =
        "/META-INF/resources/webjars/" + artefact + "/" + about.getProperty("version") + "/";
    for (String name : names) {
      String file = name.substring(name.lastIndexOf('/') + 1);
      files.put("/lib/" + place + "/" + file, bytes(folder + name));
    }
  }

  /** The map of modules is the page's only script that is no file: its hash lets it run. */
  private static String inline(String page) {
    Matcher script = INLINE.matcher(page);
    if (!script.find()) {
      throw new IllegalStateException("the page has no map of modules");
    }
    return script.group(1);
  }

  private static String hash(String script) {
    return "sha256-" + Base64.getEncoder().encodeToString(new Sha256().and(script).bytes());
  }

  private static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content security policy of all answers. */
  String policy() {
    return policy;
  }

  /** The paths of all files. */
  Iterable<String> paths() {
    return files.keySet();
  }

  /** Whether a path stands for one. */
  boolean has(String path) {
    return files.containsKey(path);
  }

  /** Sends the file that a path stands for. */
  void send(Context context) {
    String path = context.path();
    context.contentType(type(path)).result(files.get(path));
  }

  private static String type(String path) {
    if (path.endsWith(".js")) {
      return "text/javascript; charset=utf-8";
    } else if (path.endsWith(".css")) {
      return "text/css; charset=utf-8";
    } else if (path.endsWith(".svg")) {
      return "image/svg+xml";
    }
    return "text/html; charset=utf-8";
  }
}
