package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.faithfulness.EssentialShare;
import org.pixelwhy.study.Demo;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.StudyResult;
import org.pixelwhy.tensor.Text;

/** What the report of the shipped example says besides: which maps show what decides. */
public final class DemoParts {
  private static final List<String> COLUMNS =
      List.of(
          "image",
          "map",
          "on the deciding shape",
          "times by chance",
          "on the segment",
          "on the distractor",
          "rank",
          "seen?");

  private DemoParts() {}

  /** A table with a row for every map. */
  public static List<ReportPart> of(StudyResult result) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < result.images().size(); i++) {
      for (MapResult map : result.images().get(i).maps()) {
        rows.add(row(Demo.image(i), map.title(), Demo.share(i, map)));
      }
    }
    String caption =
        "The shape on the right decides which shape on the left is the segment, and must matter: "
            + "share of each map's positive mass, and whether it is more than the distractor's and "
            + "more than by chance";
    return List.of(new DataTable(caption, COLUMNS, rows));
  }

  private static List<String> row(String image, String map, EssentialShare share) {
    return List.of(
        image,
        map,
        percent(share.deciding()),
        Text.format("%.1f", share.deciding() / share.area()),
        percent(share.segment()),
        percent(share.distractor()),
        Text.format("%d of 2", share.rank()),
        share.isSeen() ? "yes" : "no");
  }

  private static String percent(double share) {
    return Text.format("%.1f %%", 100 * share);
  }
}
