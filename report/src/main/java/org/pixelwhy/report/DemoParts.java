package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pixelwhy.faithfulness.EssentialShare;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.study.demo.Demo;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.Text;

/**
 * What the report of the shipped example says besides: which maps show what decides. It hears of
 * the images in their order.
 */
public final class DemoParts implements ResultListener {
  /** Panels in a figure, the image and the best map among them. */
  private static final int PANELS = 5;

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

  /** What a method asks, where that is not what decides. */
  private static final Map<String, String> REASONS =
      Map.of(
          "saliency", "asks about small changes, to which outlines react most",
          "lrp", "shares out the target's value, and the segment's own pixels take nearly all",
          "grad-cam",
              "averages gradients over one layer's places and cuts off what is negative, so that what is "
                  + "read at one place can vanish");

  private final Map<String, List<Double>> onSegment = new TreeMap<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private SegmentationModel model;
  private List<PictureSheet> clearest = List.of();

  /**
   * How an image's maps did.
   *
   * @param image its name
   * @param maps their number
   * @param missed identifiers of the methods that do not show what decides
   * @param best the map that shows it most: its method's identifier
   * @param times how much more of its mass lies there than by chance
   */
  public record Verdict(String image, int maps, List<String> missed, String best, double times) {
    public Verdict {
      missed = List.copyOf(missed);
    }
  }

  @Override
  public void begin(SegmentationModel opened, ExplainRequest request) {
    model = opened;
  }

  @Override
  public void image(ImageResult image) {
    int number = verdicts.size();
    List<String> missed = new ArrayList<>();
    String best = "";
    double most = 0;
    for (MapResult map : image.maps()) {
      EssentialShare share = Demo.share(number, map);
      rows.add(row(Demo.image(number), map.title(), share));
      double times = share.deciding() / share.area();
      if (!share.isSeen()) {
        missed.add(map.method().id());
        onSegment.computeIfAbsent(map.method().id(), id -> new ArrayList<>()).add(share.segment());
      } else if (times > most) {
        best = map.method().id();
        most = times;
      }
    }
    Verdict verdict = new Verdict(Demo.image(number), image.maps().size(), missed, best, most);
    double before = verdicts.stream().mapToDouble(Verdict::times).max().orElse(0);
    if (verdict.times() > before) {
      clearest = List.of(new PictureSheet(caption(image, verdict), figure(image, verdict)));
    }
    verdicts.add(verdict);
  }

  /** How each image's maps did. */
  public List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  /** Why methods missed what decides, a sentence for each that did in some image. */
  public List<String> reasons() {
    return onSegment.entrySet().stream()
        .map(
            missed ->
                Text.format(
                    "%s: %s (%.0f %% of its map on the segment)",
                    missed.getKey(), reason(missed.getKey()), 100 * mean(missed.getValue())))
        .toList();
  }

  /** The map that shows what decides most clearly, why others miss it, and a row for every map. */
  public List<ReportPart> parts() {
    List<ReportPart> parts = new ArrayList<>(clearest);
    if (!onSegment.isEmpty()) {
      parts.add(missed());
    }
    String caption =
        "All maps of the drawn images: share of each map's positive mass on the shape that decides, "
            + "and whether it is more than the distractor's and more than by chance";
    parts.add(new DataTable(caption, COLUMNS, rows));
    return parts;
  }

  /** The image, the map that shows what decides, and maps that miss it, side by side. */
  private EncodedPicture figure(ImageResult image, Verdict verdict) {
    Set<String> panels = new LinkedHashSet<>(List.of("image", verdict.best()));
    verdict.missed().stream().limit(PANELS - panels.size()).forEach(panels::add);
    return new ExampleFigure(model).row(image, 0, List.copyOf(panels));
  }

  private static String caption(ImageResult image, Verdict verdict) {
    String best =
        image.maps().stream()
            .filter(map -> map.method().id().equals(verdict.best()))
            .map(MapResult::title)
            .findFirst()
            .orElseThrow();
    String others =
        verdict.missed().isEmpty() ? "" : "; to the right of it, maps that miss that shape";
    return Text.format(
        "%s, drawn so that the answer is known: the shape on the right decides which shape on the"
            + " left is the segment. %s shows it, %.1f times as strong as by chance%s",
        verdict.image(), best, verdict.times(), others);
  }

  private DataTable missed() {
    return new DataTable(
        "Why maps miss it: they answer another question",
        List.of("method", "what it does", "of its map on the segment"),
        onSegment.entrySet().stream()
            .map(
                missed ->
                    List.of(
                        missed.getKey(), reason(missed.getKey()), percent(mean(missed.getValue()))))
            .toList());
  }

  private static String reason(String method) {
    return REASONS.getOrDefault(method, "its page says what it shows");
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
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
