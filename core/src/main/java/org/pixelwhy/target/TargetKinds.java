package org.pixelwhy.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/**
 * The kinds of targets that can be written as text: a kind, and its arguments in the original
 * image's coordinates (x to the right, y down, from 0).
 *
 * <p>A class is a name or a number. Where none is given: for class, border, object and image the
 * class with the most pixels besides the background; for the others the one predicted there.
 *
 * @param all in the order in which they are listed to users; no two have one identifier
 */
public record TargetKinds(List<TargetKind> all) {
  private static final TargetKinds STANDARD =
      new TargetKinds(
          List.of(
              ClassTarget.KIND,
              BorderTarget.KIND,
              ObjectTarget.KIND,
              PixelTarget.KIND,
              RegionTarget.KIND,
              RectangleTarget.KIND,
              PolygonTarget.KIND,
              ImageTarget.KIND,
              EntropyTarget.KIND));

  public TargetKinds {
    all = List.copyOf(all);
    List<String> ids = new ArrayList<>();
    for (TargetKind kind : all) {
      if (ids.contains(kind.id())) {
        throw new InputException(
            Text.format("two kinds of target are called '%s'; rename one", kind.id()));
      }
      ids.add(kind.id());
    }
  }

  /** Those of this library. A new kind is entered here, and nowhere else. */
  public static TargetKinds standard() {
    return STANDARD;
  }

  /** These and more, listed behind them. */
  public TargetKinds with(List<TargetKind> more) {
    return new TargetKinds(Stream.concat(all.stream(), more.stream()).toList());
  }

  /**
   * Reads a target's text; {@code toString} gives it back.
   *
   * @throws InputException if there is no such kind, with the nearest ones, or its arguments are
   *     others
   */
  public Target parse(String text) {
    int colon = text.indexOf(':');
    String id = (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    TargetKind found =
        all.stream()
            .filter(kind -> kind.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        Text.format(
                            "unknown kind of target '%s'.%s",
                            id,
                            NearestNames.suggest(id, all.stream().map(TargetKind::id).toList()))));
    return found.parser().apply(new TargetText(found, rest));
  }
}
