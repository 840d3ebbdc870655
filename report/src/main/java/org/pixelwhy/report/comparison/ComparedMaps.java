package org.pixelwhy.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.report.ImageSection;
import org.pixelwhy.report.ReportOptions;
import org.pixelwhy.report.page.Html;
import org.pixelwhy.report.page.HtmlReport;
import org.pixelwhy.report.page.PagePictures;
import org.pixelwhy.report.picture.ImagePictures;
import org.pixelwhy.report.picture.ShownImage;
import org.pixelwhy.report.view.Link;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportSection;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.comparison.CompareRequest;
import org.pixelwhy.study.comparison.Comparison;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The maps of the first images of a comparison, side by side with the target's outline. Those of
 * other images are forgotten.
 */
public final class ComparedMaps implements Comparison.Listener {
  /** So many images are shown where nothing else is said. */
  public static final int USUAL = 4;

  /** Their pictures are kept until the page is written. */
  private static final int MOST = 64;

  /** Pictures of more images than this are files beside the page, loaded when they are seen. */
  private static final int MANY = 4;

  private final CompareRequest request;
  private final int count;
  private final boolean beside;
  private final HtmlReport html = new HtmlReport();
  private final StringBuilder markup = new StringBuilder();
  private final Map<String, Content> files = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();
  private int shown;
  private boolean charts;

  /**
   * @param count images of which maps are shown, 0 to 64
   */
  public ComparedMaps(CompareRequest request, int count) {
    this.request = request;
    this.count = count;
    this.beside = Math.min(count, request.explain().images().size()) > MANY;
    if (count < 0 || count > MOST) {
      throw new InputException(
          Text.format(
              "illegal number of images whose maps are shown: %d, must be between 0 and %d",
              count, MOST));
    }
  }

  @Override
  public void scored(SegmentationModel model, ImageResult image) {
    if (shown >= count) {
      return;
    }
    shown++;
    ShownImage drawn = ShownImage.of(image, model.card(), Optional.empty());
    ImagePictures pictures = new ImagePictures(drawn, model, ReportOptions.usual().unsigned());
    ImageSection.Context context =
        new ImageSection.Context(
            image.source().title(), request.explain(), model.classNames(), List.of());
    ReportSection section = new ImageSection(image, drawn, pictures, context).compared();
    PagePictures place =
        beside ? PagePictures.beside(Text.format("maps/%d/", shown)) : PagePictures.inside();
    html.section(section, shown, place).appendTo(markup);
    files.putAll(place.files());
    links.addAll(HtmlReport.links(section, shown));
    charts |= section.hasCharts();
  }

  /** Which images are shown, where they are not all. */
  List<String> notes(int scored) {
    return shown == 0 || shown == scored
        ? List.of()
        : List.of(Text.format("maps are shown of the first %d of %d images", shown, scored));
  }

  /**
   * The sections of a page.
   *
   * @param rest of it
   */
  HtmlReport.Written before(ReportPage rest) {
    return new HtmlReport.Written(
        Html.raw(markup.toString()), links, beside, charts || rest.hasCharts());
  }

  /** Pictures beside the page, by their path. */
  Map<String, Content> files() {
    return files;
  }
}
