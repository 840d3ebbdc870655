package org.pixelwhy.report.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.ContactSheet;
import org.pixelwhy.render.Figure;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Palette;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.view.ReportSection;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.LayerStudy;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;

/** The pictures of one image's results. */
public final class ImagePictures {
  private static final ColorMap SIGNED = ColorMap.BLUE_WHITE_RED;

  private static final int TARGET_COLOR = 0xffffff;

  /** About as large is an image on a page. */
  private static final int PAGE_PIXELS = 320;

  private static final ContactSheet OVERVIEW = new ContactSheet(4, 320, 16);

  private final ImageResult result;
  private final List<String> classNames;
  private final int[] foreground;
  private final ColorMap unsigned;
  private final Picture image;
  private final Picture prediction;

  private final Map<TargetResult, Picture> outlines = new IdentityHashMap<>();

  /** To find a range, all values are sorted; each map is drawn in several places. */
  private final Map<ColorMap, Map<MapResult, Coloring>> colorings = new HashMap<>();

  /**
   * @param unsigned colour map of maps without negative values
   */
  public ImagePictures(ShownImage shown, SegmentationModel model, ColorMap unsigned) {
    this.result = shown.result();
    this.classNames = model.classNames();
    this.foreground = foreground(model);
    this.unsigned = unsigned;
    this.image = shown.picture();
    this.prediction = MaskLayer.classes(masks());
  }

  /** The classes that are drawn: all but the background. */
  private static int[] foreground(SegmentationModel model) {
    int background = model.background().orElse(-1);
    return IntStream.range(0, model.classNames().size()).filter(k -> k != background).toArray();
  }

  public Picture image() {
    return image;
  }

  /** The classes that are drawn, in the order of their colours. */
  public List<Mask> masks() {
    return drawn(result.masks());
  }

  /** Of masks of all classes those that are drawn. */
  public List<Mask> drawn(List<Mask> masks) {
    return Arrays.stream(foreground).mapToObj(masks::get).toList();
  }

  /** The predicted classes, to be laid over the image. */
  public Picture prediction() {
    return prediction;
  }

  public Picture imageWithPrediction() {
    return image.with(prediction);
  }

  /** What the colours of the prediction mean, of the classes that there are. */
  public List<ReportSection.Legend> legend() {
    List<ReportSection.Legend> legend = new ArrayList<>();
    for (int i = 0; i < foreground.length; i++) {
      if (!result.masks().get(foreground[i]).isEmpty()) {
        legend.add(new ReportSection.Legend(classNames.get(foreground[i]), Palette.color(i)));
      }
    }
    return legend;
  }

  public static boolean isSigned(MapResult map) {
    return map.attribution().positionSign() != Sign.UNSIGNED;
  }

  public Coloring coloring(MapResult map) {
    return CircleMap.isOne(map)
        ? CircleMap.coloring(map)
        : coloring(map, isSigned(map) ? SIGNED : unsigned);
  }

  public Coloring coloring(MapResult map, ColorMap colors) {
    return colorings
        .computeIfAbsent(colors, each -> new IdentityHashMap<>())
        .computeIfAbsent(map, each -> Coloring.of(map.grid(), colors, Coloring.USUAL_PERCENTILE));
  }

  private Picture overlay(TargetResult target, MapResult map) {
    if (CircleMap.isOne(map)) {
      return CircleMap.draw(map, target.mask());
    }
    return overlay(target, map, isSigned(map) ? SIGNED : unsigned);
  }

  private Picture overlay(TargetResult target, MapResult map, ColorMap colors) {
    return image
        .with(Overlay.usual().layer(map.grid(), coloring(map, colors)))
        .with(
            outlines.computeIfAbsent(
                target, each -> MaskLayer.outline(target.mask(), TARGET_COLOR, 1)));
  }

  /** The target's border, as a layer that is still seen where a page shows the image small. */
  Picture outline(TargetResult target) {
    int longest = Math.max(target.mask().height(), target.mask().width());
    return MaskLayer.outline(target.mask(), TARGET_COLOR, Math.max(1, longest / PAGE_PIXELS));
  }

  /** Image, prediction and all maps of a target side by side. */
  public Picture overview(TargetResult target) {
    List<ContactSheet.Entry> entries = new ArrayList<>();
    entries.add(new ContactSheet.Entry("Image", image));
    entries.add(new ContactSheet.Entry("Predicted mask", imageWithPrediction()));
    for (MapResult map : target.maps()) {
      entries.add(new ContactSheet.Entry(map.title(), overlay(target, map)));
    }
    return OVERVIEW.draw(entries);
  }

  /** The maps of a study in one kind of colours. */
  public Picture sheet(TargetResult target, LayerStudy study) {
    boolean signed = study.rows().stream().anyMatch(row -> isSigned(target.maps().get(row.map())));
    return LayerSheet.picture(
        study, map -> overlay(target, target.maps().get(map), signed ? SIGNED : unsigned));
  }

  /** A map over the image, with its colour bar. */
  public Picture figure(TargetResult target, MapResult map) {
    return new Figure(map.title(), overlay(target, map), bar(map)).draw();
  }

  /** How a map is coloured, and what its values are. */
  public ColorBar bar(MapResult map) {
    return bar(map, coloring(map));
  }

  /** What a map's values are, in colours of one's own. */
  public static ColorBar bar(MapResult map, Coloring coloring) {
    boolean says = map.attribution().positionSign() == Sign.SIGNED;
    return new ColorBar(coloring, CircleMap.unit(map), says ? "against" : "", says ? "for" : "");
  }
}
