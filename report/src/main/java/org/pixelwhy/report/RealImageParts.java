package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.report.view.Link;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.Text;

/** What the report of the generated images shows of a real one, which has a report of its own. */
public final class RealImageParts implements ResultListener {
  private final Link report;
  private final List<ReportPart> parts = new ArrayList<>();
  private SegmentationModel model;
  private List<String> panels;

  /**
   * @param report where the real image's own report is, from the page that shows the parts
   */
  public RealImageParts(String report) {
    this.report = new Link("Its own report", report);
  }

  @Override
  public void begin(SegmentationModel opened, ExplainRequest request) {
    model = opened;
    panels = Stream.concat(Stream.of("image", "mask"), request.methods().stream()).toList();
  }

  @Override
  public void image(ImageResult image) {
    ExampleFigure figure = new ExampleFigure(model);
    for (int i = 0; i < image.targets().size(); i++) {
      TargetResult target = image.targets().get(i);
      String caption =
          Text.format(
              "A real image, %s. %s",
              image.source().title(), TargetQuestion.sentence(image, target, model.classNames()));
      boolean last = i == image.targets().size() - 1;
      List<Link> links = last ? List.of(report) : List.of();
      parts.add(new PictureSheet(caption, figure.row(image, i, panels), links));
    }
  }

  /** A figure for every target. */
  public List<ReportPart> parts() {
    return List.copyOf(parts);
  }
}
