package org.pixelwhy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.output.MapFigure;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** One map that answers: its numbers, its picture, and what a reader has to know. */
public final class Explanation {
  private final Image image;
  private final TargetResult target;
  private final MapResult map;

  Explanation(Image image, TargetResult target, MapResult map) {
    this.image = image;
    this.target = target;
    this.map = map;
  }

  /** The target in words. */
  public String target() {
    return target.description();
  }

  /** The target's value t, which the map explains. */
  public double targetValue() {
    return target.value();
  }

  /** The method's identifier. */
  public String method() {
    return map.method().id();
  }

  /** The method, and the layer or the part of the answer where there is one. */
  public String title() {
    return map.title();
  }

  /** The map as the method gave it: {@code [1,C,H,W]} in the geometry of the network. */
  public Attribution attribution() {
    return map.attribution();
  }

  /** The values of {@link #attribution}. */
  public Tensor values() {
    return map.attribution().values();
  }

  /** One value for each pixel of the image: what the channels are together, enlarged. */
  public Grid grid() {
    return map.grid();
  }

  /** What the values of {@link #grid} are. */
  public String unit() {
    return map.method().unit();
  }

  /** Whether all values are zero: the map then says nothing, not that nothing matters. */
  public boolean isBlank() {
    for (float value : values().toFloats()) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** What may make the map misleading. */
  public List<String> warnings() {
    return map.warnings();
  }

  /** What the method says of how the map came about. */
  public List<String> notes() {
    return map.attribution().notes();
  }

  /** The scores that were asked for, by identifier; empty where one does not apply. */
  public Map<String, OptionalDouble> scores() {
    Map<String, OptionalDouble> scores = new LinkedHashMap<>();
    map.scores().forEach(result -> scores.put(result.score().id(), result.value()));
    return scores;
  }

  /** The map over the image, without title and colour bar; the target is outlined. */
  public Picture overlay() {
    return figure().overlay();
  }

  /**
   * The map over the image with its title and the key to its colours; the title begins with BLANK
   * where there is nothing to see, and with an exclamation mark where there is a warning.
   */
  public Picture picture() {
    return figure().draw();
  }

  private MapFigure figure() {
    return new MapFigure(image, target, map);
  }

  /** Title, target, extents and range, or that it is blank and why that may be. */
  @Override
  public String toString() {
    String about = Text.format("%s of %s", title(), target());
    if (isBlank()) {
      return about + ": BLANK, " + String.join("; ", warnings());
    }
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (float value : grid().values()) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return Text.format(
        "%s: %s, %.4g to %.4g (%s)", about, values().shape(), least, greatest, unit());
  }
}
