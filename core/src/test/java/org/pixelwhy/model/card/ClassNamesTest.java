package org.pixelwhy.model.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.tensor.InputException;

class ClassNamesTest {
  private static final List<String> NAMES = List.of("background", "polyp, flat", "no");

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "background\npolyp, flat\nno\n",
        "\uFEFF# classes\r\nbackground\r\n\r\npolyp, flat\r\nno",
        "id,name\n0,background\n1,\"polyp, flat\"\n2,no\n",
        "2\tno\n0\tbackground\n1\tpolyp, flat\n",
        "0: background\n1: polyp, flat\n2: no\n",
        "background = 0\npolyp, flat = 1\nno = 2\nignore = 255\n",
        "[\"background\", \"polyp, flat\", \"no\"]",
        "{\"0\": \"background\", \"2\": \"no\", \"1\": \"polyp, flat\"}",
        "{\"model\": \"x\", \"id2label\": {\"0\": \"background\", \"1\": \"polyp, flat\", \"2\":"
            + " \"no\"}}",
        "[{\"id\": 1, \"name\": \"polyp, flat\"}, {\"id\": 0, \"name\": \"background\"}, {\"id\":"
            + " 2, \"name\": \"no\"}]"
      })
  void everyUsualFormIsRead(String text) throws IOException {
    assertEquals(NAMES, ClassNames.read(file("labels.txt", text)));
  }

  @Test
  void aNumberThatIsLeftOutIsTheNameOfItsClass() throws IOException {
    assertEquals(List.of("0", "1", "c"), ClassNames.read(file("a.csv", "2,c\n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "1,a\n1,b\n", "{\"one\": \"a\"}", "[[1]]", "{"})
  void whatHoldsNoNamesIsRefused(String text) throws IOException {
    Path file = file("bad.csv", text);
    InputException e = assertThrows(InputException.class, () -> ClassNames.read(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
  }

  @Test
  void aFileIsKnownByItsEndingOrByBeingThere() throws IOException {
    assertTrue(ClassNames.isFile("labels.txt"));
    assertTrue(ClassNames.isFile("cityscapes.JSON"));
    assertTrue(ClassNames.isFile(file("labels", "a").toString()));
    assertFalse(ClassNames.isFile("background"));
    assertFalse(ClassNames.isFile("St. Bernard"));
    InputException e =
        assertThrows(InputException.class, () -> ClassNames.read(folder.resolve("lost.txt")));
    assertTrue(e.getMessage().endsWith("no such file of class names"), e.getMessage());
  }

  @Test
  void aCardMayNameAFileBesideIt() throws IOException {
    file("labels.csv", "id;name\n0;rest\n1;cell\n");
    Path card = file("card.yaml", "output: {classes: labels.csv, background: rest}\n");
    PartialCard read = ModelCardYaml.read(card);
    assertEquals(List.of("rest", "cell"), read.classNames().orElseThrow());
    assertEquals(0, read.background().orElseThrow().orElseThrow());
  }
}
