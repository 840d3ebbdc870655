package org.pixelwhy.radiomics.pyradiomics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/** What pyradiomics calls features that the IBSI defines, {@code names.txt} beside this class. */
final class Names {
  /**
   * One of them.
   *
   * @param name such as {@code glcm_Contrast}
   * @param id in the table of features
   * @param sentinel that stands for undefined; empty where nothing does
   */
  record Name(String name, String id, OptionalDouble sentinel) {
    /** Such as {@code glcm}. */
    String group() {
      return name.substring(0, name.indexOf('_'));
    }
  }

  static final List<Name> ALL = read();

  private Names() {}

  private static List<Name> read() {
    try (InputStream in = Names.class.getResourceAsStream("names.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(Names::name).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Name name(String line) {
    String[] cells = line.split("\\|", -1);
    String sentinel = cells[2].strip();
    return new Name(
        cells[0].strip(),
        cells[1].strip(),
        sentinel.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(sentinel)));
  }
}
