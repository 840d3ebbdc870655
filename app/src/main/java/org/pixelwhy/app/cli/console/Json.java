package org.pixelwhy.app.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON of lists, maps, texts, numbers. */
public final class Json {
  private Json() {}

  public static String text(Object value) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lists, maps, texts and numbers are always JSON", e);
    }
  }
}
