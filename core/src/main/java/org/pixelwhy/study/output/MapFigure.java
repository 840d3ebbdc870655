package org.pixelwhy.study.output;

import java.util.List;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.Figure;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.tensor.Text;

/** One map as a picture that stands by itself. */
public record MapFigure(Image image, TargetResult target, MapResult map) {
  private static final int TARGET_COLOR = 0xffffff;

  /** The map over the image, without title and colour bar; the target is outlined. */
  public Picture overlay() {
    return Overlay.usual()
        .draw(image, map.grid(), coloring())
        .with(MaskLayer.outline(target.mask(), TARGET_COLOR, 1));
  }

  /**
   * The map over the image with its title and the key to its colours; the title begins with BLANK
   * where there is nothing to see, and with an exclamation mark where there is a warning.
   */
  public Picture draw() {
    String mark = map.warnings().isEmpty() ? "" : "! ";
    String title =
        Text.format(
            "%s%s, %s",
            map.attribution().isBlank() ? "BLANK: " : mark, map.title(), target.description());
    boolean says = map.attribution().positionSign() == Sign.SIGNED;
    ColorBar bar =
        new ColorBar(coloring(), map.method().unit(), says ? "against" : "", says ? "for" : "");
    return new Figure(title, overlay(), bar).draw();
  }

  private Coloring coloring() {
    boolean signed = map.attribution().positionSign() != Sign.UNSIGNED;
    ColorMap colors = signed ? ColorMap.BLUE_WHITE_RED : ColorMap.VIRIDIS;
    return Coloring.of(map.grid(), colors, Coloring.USUAL_PERCENTILE);
  }

  /** The predicted classes but the background over the image. */
  public static Picture prediction(ImageResult result, SegmentationModel model) {
    int background = model.background().orElse(-1);
    List<Mask> drawn =
        IntStream.range(0, result.masks().size())
            .filter(k -> k != background)
            .mapToObj(result.masks()::get)
            .toList();
    return Picture.of(result.image()).with(MaskLayer.classes(drawn));
  }
}
