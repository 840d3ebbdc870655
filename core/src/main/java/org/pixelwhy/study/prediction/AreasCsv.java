package org.pixelwhy.study.prediction;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.pixelwhy.study.output.CsvTable;
import org.pixelwhy.tensor.Text;

/**
 * How much is predicted as each class, as a table (RFC 4180): a row for each class of each image,
 * and of each volume that slices are of.
 */
public final class AreasCsv {
  private static final List<String> HEADER =
      List.of("image", "class", "label", "pixels", "share", "mm2", "ml", "dice", "iou");

  private AreasCsv() {}

  /**
   * Writes the table.
   *
   * @param out stays open
   */
  public static void write(Writer out, List<ImageAreas> images, List<VolumeAreas> volumes)
      throws IOException {
    CsvTable csv = new CsvTable(out, HEADER);
    for (ImageAreas image : images) {
      for (ClassArea area : image.areas()) {
        csv.row(row(image.name(), area, area.measure(), OptionalDouble.empty()));
      }
    }
    for (VolumeAreas volume : volumes) {
      String plane = volume.plane().name().toLowerCase(Locale.ROOT);
      String channel =
          volume.channel().isPresent() ? ", channel " + volume.channel().getAsInt() : "";
      String name =
          Text.format("%s (%d %s slices%s)", volume.volume(), volume.slices(), plane, channel);
      for (ClassArea area : volume.areas()) {
        csv.row(row(name, area, OptionalDouble.empty(), area.measure()));
      }
    }
    csv.flush();
  }

  /** The areas of an image. */
  public record ImageAreas(String name, List<ClassArea> areas) {}

  private static List<String> row(
      String name, ClassArea area, OptionalDouble square, OptionalDouble cubic) {
    return List.of(
        name,
        area.name(),
        Integer.toString(area.label()),
        Long.toString(area.pixels()),
        Double.toString(area.share()),
        CsvTable.number(square),
        CsvTable.number(cubic),
        CsvTable.number(area.dice()),
        CsvTable.number(area.iou()));
  }
}
