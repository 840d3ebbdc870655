package org.pixelwhy.study.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  @Test
  void cellsAreQuotedWhereTheyMustBeAndShowWhatTerminalsWouldObey() {
    String text =
        CsvTable.text(
            List.of("name", "value"),
            table -> {
              table.row(List.of("a, \"b\"", CsvTable.number(OptionalDouble.of(0.1))));
              table.row(List.of("bell\u0007", CsvTable.number(OptionalDouble.empty())));
            });
    assertEquals("name,value\n\"a, \"\"b\"\"\",0.1\nbell?,\n", text.replace("\ufffd", "?"));
  }
}
