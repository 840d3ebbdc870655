package org.pixelwhy.data.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.data.SegmentClass;

/**
 * Classes and how masks code them: from the file {@code classes.txt} of a data set, or guessed from
 * masks.
 *
 * @param classes by label
 * @param coding how masks code them
 * @param notes what was guessed, and how to say otherwise
 */
record ClassTable(List<SegmentClass> classes, LabelCoding coding, List<String> notes) {
  ClassTable {
    classes = List.copyOf(classes);
    notes = List.copyOf(notes);
  }

  /** The table of a data set with these masks. */
  static ClassTable of(Path root, List<Path> masks) {
    Path file = root.resolve(ClassesFile.NAME);
    MaskFiles some = new MaskFiles(masks);
    return Files.exists(file)
        ? stated(ClassesFile.read(file), some)
        : new ClassGuess(root, some).table();
  }

  /** Background and one segment, in masks that may be lossy. */
  static ClassTable binary(String segment) {
    return new ClassTable(
        List.of(SegmentClass.background(), SegmentClass.of(1, segment)),
        new LabelCoding.Threshold(),
        List.of());
  }

  private static ClassTable stated(ClassesFile stated, MaskFiles masks) {
    LabelCoding.Codes exact =
        new LabelCoding.Codes(stated.kind(), stated.codes(), stated.ignored(), false);
    CodeCensus census =
        stated.kind() == CodeKind.COLOUR ? masks.colours() : masks.numbers().census();
    CodeNotes words = new CodeNotes(census);
    List<String> notes = new ArrayList<>();
    LabelCoding coding = exact;
    if (!ClassGuess.areLabels(stated) && census.areBlendsOf(exact.known(), masks.areLossy())) {
      coding = new LabelCoding.Codes(stated.kind(), stated.codes(), stated.ignored(), true);
      notes.add(words.blended(exact.known()));
    }
    if (!stated.ignored().isEmpty()) {
      notes.add(words.ignored(stated.ignored()));
    }
    return new ClassTable(stated.classes(), coding, notes);
  }
}
