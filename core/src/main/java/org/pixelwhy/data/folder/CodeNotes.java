package org.pixelwhy.data.folder;

import java.util.List;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.Text;

/** What is said to people of codes in masks. */
final class CodeNotes {
  private final CodeCensus census;

  CodeNotes(CodeCensus census) {
    this.census = census;
  }

  private String text(List<Integer> codes) {
    return codes.stream().map(census.kind()::text).collect(Collectors.joining(", "));
  }

  private String share(long pixels) {
    return Text.format(
        "%d of %d pixels in the %d masks looked at", pixels, census.pixels(), census.masks());
  }

  /** That edges are blurred. */
  String blended(List<Integer> pure) {
    return Text.format(
        "the masks are blurred at edges: %s hold other values than %s and count as the nearest of"
            + " those; if others are classes too, name all of them in %s",
        share(census.pixels() - census.pixels(pure)), text(pure), ClassesFile.NAME);
  }

  /** How much is left out, as classes.txt says. */
  String ignored(List<Integer> codes) {
    return Text.format(
        "ignored in loss, scores and class counts: %s hold %s",
        share(census.pixels(codes)), text(codes));
  }

  /** That a code is taken for none, although nobody says so. */
  String guessedVoid(int code, List<Integer> classes) {
    String lines =
        classes.stream()
            .map(
                label ->
                    (label == 0 ? "background" : "class " + census.kind().text(label))
                        + " = "
                        + census.kind().text(label))
            .collect(Collectors.joining("; "));
    String of = census.kind().text(code);
    return Text.format(
        "%s is taken for 'no class', as in Pascal VOC: %s are ignored in loss, scores and class"
            + " counts; write '%s' into %s to say so, or 'NAME = %s' if it is a class, beside a line"
            + " for each other class (%s)",
        of,
        share(census.pixels(List.of(code))),
        ClassesFile.ignore(of),
        ClassesFile.NAME,
        of,
        lines);
  }

  /** That each of many greys is a class. */
  String eachAClass(List<Integer> codes) {
    return Text.format(
        "each value in the masks is taken for a class: %s; name the classes in %s if that is wrong",
        text(codes), ClassesFile.NAME);
  }
}
