package org.pixelwhy.app.cli.option;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that was asked for, one {@code name: value} a line, in the order of the options. */
public final class Description {
  private final Map<String, String> all = new LinkedHashMap<>();

  public void put(String name, String value) {
    all.put(name, value);
  }

  public void putAll(Map<String, String> values) {
    all.putAll(values);
  }

  /** An option that may be left out. */
  public void putGiven(String name, Object value) {
    if (value != null) {
      all.put(name, value.toString());
    }
  }

  public String text() {
    return all.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
