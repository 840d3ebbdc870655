package org.pixelwhy.server.kept;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pixelwhy.dream.ValueRange;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.dream.DreamFrames;
import org.pixelwhy.server.json.LittleEndian;
import org.pixelwhy.tensor.Text;

/** The frames of a dream that is kept. */
public final class DreamFilm {
  private final JsonNode facts;
  private final IntFunction<byte[]> arrays;

  /**
   * @param arrays of the dream, by their numbers
   */
  DreamFilm(JsonNode facts, IntFunction<byte[]> arrays) {
    this.facts = facts;
    this.arrays = arrays;
  }

  /** As the command line writes it: an animated GIF file, with the border of the mask. */
  public byte[] gif() {
    List<Picture> pictures = new ArrayList<>();
    for (int i : frames()) {
      JsonNode frame = facts.path("maps").path(i);
      int[] extents = {frame.path("height").asInt(), frame.path("width").asInt()};
      byte[] members = arrays.apply(i + 1);
      Mask mask = Mask.of(extents, pixel -> members[pixel] != 0);
      pictures.add(drawing(frame).outlined(values(i), mask));
    }
    return DreamFrames.film(pictures);
  }

  /** A ZIP archive of a PNG file for each frame, one pixel for each of its own. */
  public byte[] pictures() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i : frames()) {
        JsonNode frame = facts.path("maps").path(i);
        zip.putNextEntry(new ZipEntry(Text.format("step-%04d.png", frame.path("step").asInt())));
        zip.write(drawing(frame).picture(values(i)).png());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can always be written", e);
    }
    return bytes.toByteArray();
  }

  /** Where frames are among the arrays; each one's mask comes next. */
  private List<Integer> frames() {
    List<Integer> frames = new ArrayList<>();
    for (int i = 0; i < facts.path("maps").size(); i++) {
      if (facts.path("maps").path(i).path("part").asText().equals("frame")) {
        frames.add(i);
      }
    }
    return frames;
  }

  private float[] values(int array) {
    return LittleEndian.floats(arrays.apply(array));
  }

  private DreamFrames drawing(JsonNode frame) {
    JsonNode dream = facts.path("dream");
    return new DreamFrames(
        frame.path("channels").asInt(),
        frame.path("height").asInt(),
        frame.path("width").asInt(),
        new ValueRange(dream.path("low").asDouble(), dream.path("high").asDouble()));
  }
}
