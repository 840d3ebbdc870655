package org.pixelwhy.report.picture;

import java.util.ArrayList;
import java.util.Collection;
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

  /** A map of one slice, small. */
  private record Drawn(Grid values, Mask target, Optional<Mask> marked) {}

  /** A map of some of the slices, by the number of the tile. */
  private record Maps(MapResult like, Map<Integer, Drawn> slices) {}

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
    DisplaySize size = small(map.grid().axes());
    Optional<Mask> marked = map.marked().map(size::of);
    Grid values = size.of(map.grid());
    maps.computeIfAbsent(name, key -> new Maps(map, new LinkedHashMap<>()))
        .slices()
        .put(
            tiles.size() - 1,
            new Drawn(
                CircleMap.isOne(map) ? CircleMap.defined(values, marked) : values,
                size.of(target),
                marked));
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
    boolean circles = CircleMap.isOne(all.like());
    Grid values = joined(all.slices().values());
    Coloring coloring =
        circles ? CircleMap.coloring(all.like(), values) : usual(all.like(), values);
    List<Entry> entries = new ArrayList<>();
    all.slices()
        .forEach(
            (tile, map) -> {
              Picture picture = circles ? circles(tile, map, coloring) : over(tile, map, coloring);
              entries.add(new Entry(tiles.get(tile).title(), picture));
            });
    entries.add(new Entry("", ImagePictures.bar(all.like(), coloring).draw(CELL, 1)));
    return sheet(entries);
  }

  private Coloring usual(MapResult like, Grid values) {
    ColorMap colors = ImagePictures.isSigned(like) ? ColorMap.BLUE_WHITE_RED : unsigned;
    return Coloring.of(values, colors, Coloring.USUAL_PERCENTILE);
  }

  private Picture over(int tile, Drawn map, Coloring coloring) {
    Picture layer =
        Overlay.usual()
            .layer(map.values(), coloring)
            .with(MaskLayer.outline(map.target(), OUTLINE, 1));
    return drawn(tile, layer);
  }

  /** Circles hide the slice; they are drawn on white as everywhere. */
  private Picture circles(int tile, Drawn map, Coloring coloring) {
    Picture picture = CircleMap.draw(map.values(), map.marked(), map.target(), coloring);
    return SliceMarks.over(picture, tiles.get(tile).axes());
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
  private static Grid joined(Collection<Drawn> maps) {
    int count = maps.stream().mapToInt(map -> map.values().values().length).sum();
    float[] values = new float[count];
    int next = 0;
    for (Drawn map : maps) {
      float[] own = map.values().values();
      System.arraycopy(own, 0, values, next, own.length);
      next += own.length;
    }
    return new Grid(1, count, values);
  }
}
