package org.pixelwhy.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.output.NumberRow;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.Tensor;

/** What {@code explain} finds, held against what a batch left. */
final class OneMachine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OneMachine() {}

  /**
   * Compares tables and maps with what one machine finds, to the bit.
   *
   * @return the rows of table images, by the images' names
   */
  static Map<String, JsonNode> requireEqual(DataSet data, Engine engine, Path out)
      throws IOException {
    List<List<String>> tables = TableDump.rows(out.resolve("images"), out.resolve("numbers"));
    Map<String, JsonNode> images = new HashMap<>();
    for (String row : tables.get(0)) {
      JsonNode image = MAPPER.readTree(row);
      String name = image.get("image").asText();
      assertEquals(null, images.put(name.substring(name.lastIndexOf('/') + 1), image), name);
    }
    Map<String, Map<String, String>> numbers = new HashMap<>();
    for (String row : tables.get(1)) {
      JsonNode number = MAPPER.readTree(row);
      String name = number.get("image").asText();
      String before =
          numbers
              .computeIfAbsent(name.substring(name.lastIndexOf('/') + 1), key -> new TreeMap<>())
              .put(key(number), number.path("value").asText());
      assertEquals(null, before, row);
    }
    new Study(engine, Progress.SILENT)
        .explain(
            data.request(),
            new ResultListener() {
              private SegmentationModel model;

              @Override
              public void begin(SegmentationModel opened, ExplainRequest request) {
                model = opened;
              }

              @Override
              public void image(ImageResult image) {
                String name = image.source().title();
                requireNumbers(NumberRow.of(image, model), numbers.get(name));
                requireMaps(image, out.resolve(images.get(name).get("results").asText()));
              }
            });
    return images;
  }

  private static String key(JsonNode row) {
    return String.join(
        "|",
        row.get("target").asText(),
        row.get("method").asText(),
        row.get("layer").asText(),
        row.get("part").asText(),
        row.get("quantity").asText());
  }

  private static void requireNumbers(List<NumberRow> expected, Map<String, String> found) {
    for (NumberRow row : expected) {
      String key =
          String.join("|", row.target(), row.method(), row.layer(), row.part(), row.quantity());
      String value = Double.isNaN(row.value()) ? "" : Double.toString(row.value());
      assertEquals(value, found.get(key), key);
    }
    long maps = expected.stream().filter(row -> row.quantity().equals("min")).count();
    assertEquals(expected.size() + maps, found.size(), "a share outside for each map");
  }

  private static void requireMaps(ImageResult image, Path archive) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (MapResult map : image.maps()) {
        String layer = map.attribution().layer();
        String name = map.method().id() + (layer.isEmpty() ? "" : "-" + layer);
        String safe = name.replaceAll("[^A-Za-z0-9._-]+", "_");
        assertArrayEquals(npy(map.attribution().values()), member(zip, safe + ".npy"), safe);
        Tensor grid = Tensor.of(map.grid().values(), map.grid().height(), map.grid().width());
        assertArrayEquals(npy(grid), member(zip, safe + "_image.npy"), safe);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] npy(Tensor tensor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Npy.write(bytes, tensor);
    return bytes.toByteArray();
  }

  private static byte[] member(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }
}
