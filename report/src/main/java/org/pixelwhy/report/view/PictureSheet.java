package org.pixelwhy.report.view;

import java.util.List;

/**
 * Pictures side by side, drawn as one.
 *
 * @param links below it, to what it was taken from
 */
public record PictureSheet(String caption, EncodedPicture picture, List<Link> links)
    implements ReportPart {
  public PictureSheet {
    links = List.copyOf(links);
  }

  public PictureSheet(String caption, EncodedPicture picture) {
    this(caption, picture, List.of());
  }
}
