package org.pixelwhy.app.cli.catalogue;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.NamedOption;

/** The options of a method or a score as text and as JSON. */
final class OptionText {
  private OptionText() {}

  static void print(Configurable thing, PrintWriter out) {
    if (thing.options().isEmpty()) {
      out.printf(Locale.ROOT, "  no options%n");
    }
    for (NamedOption<?> option : thing.options()) {
      out.printf(Locale.ROOT, "  --option %s=%s%n", option.name(), option.standard());
      out.printf(Locale.ROOT, "      %s: %s%n", option.summary(), option.allowed());
    }
  }

  static List<Map<String, Object>> json(Configurable thing) {
    return thing.options().stream().map(OptionText::json).toList();
  }

  private static Map<String, Object> json(NamedOption<?> option) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", option.name());
    json.put("summary", option.summary());
    json.put("allowed", option.allowed());
    json.put("default", option.standard());
    return json;
  }
}
