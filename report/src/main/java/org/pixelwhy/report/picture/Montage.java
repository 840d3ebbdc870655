package org.pixelwhy.report.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.ContactSheet;
import org.pixelwhy.render.ContactSheet.Entry;
import org.pixelwhy.render.DisplaySize;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Picture;
import org.pixelwhy.render.SliceMarks;
import org.pixelwhy.study.MapResult;

/** Slices of one volume side by side, small, each map in one range of colours for all of them. */
public final class Montage {
  /** The longer side of a slice in pixels. */
  private static final int CELL = 240;

  private static final int PADDING = 10;
  private static final int MOST_COLUMNS = 6;
  private static final int OUTLINE = 0xffffff;

  /**
   * A slice, small.
   *
   * @param title such as {@code axial 20}
   * @param axes of the slice itself
   * @param window that it is shown through, where there is one
   * @param masks the classes that are drawn
   */
  private record Tile(
      String title, Image image, Axes axes, Optional<IntensityWindow> window, List<Mask> masks) {}

  /** A map of some of the slices: values and target by the number of the tile. */
  private record Maps(MapResult like, Map<Integer, Grid> values, Map<Integer, Mask> targets) {}

  private final ColorMap unsigned;
  private final List<Tile> tiles = new ArrayList<>();
  private final Map<String, Maps> maps = new LinkedHashMap<>();

  /**
   * @param unsigned colour map of maps without negative values
   */
  public Montage(ColorMap unsigned) {
    this.unsigned = unsigned;
  }

  private static DisplaySize small(Axes axes) {
    DisplaySize size = DisplaySize.of(axes);
    double factor = (double) CELL / Math.max(size.rows(), size.columns());
    return new DisplaySize(
        Math.max(1, (int) Math.round(size.rows() * factor)),
        Math.max(1, (int) Math.round(size.columns() * factor)));
  }

  /** Adds a slice, to which maps are added then. */
  public void slice(String title, Image image, Optional<IntensityWindow> window, List<Mask> masks) {
    DisplaySize size = small(image.axes());
    tiles.add(
        new Tile(
            title, size.of(image), image.axes(), window, masks.stream().map(size::of).toList()));
  }

  /**
   * Adds a map of the slice that was added last.
   *
   * @param name of the map's file, which the same map of other slices has too
   */
  public void map(String name, MapResult map, Mask target) {
    if (CircleMap.isOne(map)) {
      return;
    }
    DisplaySize size = small(map.grid().axes());
    Maps all =
        maps.computeIfAbsent(
            name, key -> new Maps(map, new LinkedHashMap<>(), new LinkedHashMap<>()));
    all.values().put(tiles.size() - 1, size.of(map.grid()));
    all.targets().put(tiles.size() - 1, size.of(target));
  }

  public int size() {
    return tiles.size();
  }

  /** The names of the maps. */
  public List<String> names() {
    return List.copyOf(maps.keySet());
  }

  /** What a map is called. */
  public String title(String name) {
    return maps.get(name).like().title();
  }

  /** All slices with what is predicted. */
  public Picture prediction() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < tiles.size(); i++) {
      entries.add(
          new Entry(tiles.get(i).title(), drawn(i, MaskLayer.classes(tiles.get(i).masks()))));
    }
    return sheet(entries);
  }

  /** All slices with a map, and its colour bar. */
  public Picture map(String name) {
    Maps all = maps.get(name);
    boolean signed = ImagePictures.isSigned(all.like());
    ColorMap colors = signed ? ColorMap.BLUE_WHITE_RED : unsigned;
    Coloring coloring = Coloring.of(joined(all.values()), colors, Coloring.USUAL_PERCENTILE);
    List<Entry> entries = new ArrayList<>();
    for (int i : all.values().keySet()) {
      Picture layer =
          Overlay.usual()
              .layer(all.values().get(i), coloring)
              .with(MaskLayer.outline(all.targets().get(i), OUTLINE, 1));
      entries.add(new Entry(tiles.get(i).title(), drawn(i, layer)));
    }
    entries.add(new Entry("", ImagePictures.bar(all.like(), coloring).draw(CELL, 1)));
    return sheet(entries);
  }

  private static Picture sheet(List<Entry> entries) {
    int columns = (int) Math.ceil(Math.sqrt(1.5 * entries.size()));
    return new ContactSheet(Math.min(MOST_COLUMNS, columns), CELL, PADDING).draw(entries);
  }

  private Picture drawn(int tile, Picture layer) {
    Tile own = tiles.get(tile);
    Picture plain =
        own.window()
            .or(this::common)
            .map(window -> Picture.of(own.image(), window))
            .orElseGet(() -> Picture.of(own.image()));
    return SliceMarks.over(plain.with(layer), own.axes());
  }

  /** Slices without a window are shown through one that holds the values of all. */
  private Optional<IntensityWindow> common() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Tile tile : tiles) {
      for (float value : tile.image().values()) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low < high ? Optional.of(new IntensityWindow(low, high)) : Optional.empty();
  }

  /** All values of a map, for one range of colours. */
  private static Grid joined(Map<Integer, Grid> maps) {
    int count = maps.values().stream().mapToInt(map -> map.values().length).sum();
    float[] values = new float[count];
    int next = 0;
    for (Grid map : maps.values()) {
      System.arraycopy(map.values(), 0, values, next, map.values().length);
      next += map.values().length;
    }
    return new Grid(1, count, values);
  }
}
