package org.pixelwhy.app.cli.option;

import java.util.Iterator;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.target.TargetKind;

/** What the shell completes, asked for only where a completion script is written. */
public final class CompletedNames {
  private CompletedNames() {}

  /** Methods of the catalogue. */
  public static final class Methods implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Catalogue.methods().stream().map(Method::id).iterator();
    }
  }

  /** Methods, and names that stand for several. */
  static final class MethodsAndGroups implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              Catalogue.methods().stream().map(Method::id), MethodNames.groups().stream())
          .iterator();
    }
  }

  /** Scores of the catalogue. */
  public static final class Scores implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ScoreCatalogue.scores().stream().map(Score::id).iterator();
    }
  }

  /** Kinds of targets; what follows them is not known. */
  public static final class Targets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return TargetCatalogue.kinds().all().stream().map(TargetKind::id).iterator();
    }
  }
}
