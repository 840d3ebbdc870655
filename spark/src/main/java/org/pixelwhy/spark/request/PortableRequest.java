package org.pixelwhy.spark.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.Version;
import org.pixelwhy.study.output.ResultJson;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.RequestJson;
import org.pixelwhy.study.request.RequestReader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A request with all files that it names, its model above all, and the first image of the run, by
 * whose size the model is prepared as on one machine: complete, so that whoever has it can answer
 * it. It travels to each executor once.
 *
 * @param json the request, in which files are called as here
 * @param files their bytes, by name
 * @param compares whether methods are to be compared: an automatic layer is the same for all then
 */
public record PortableRequest(String json, Map<String, byte[]> files, boolean compares)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Arrays end at 2 GiB, and all of it is read at once. */
  private static final long MOST_BYTES = 1_800_000_000L;

  private static final String IMAGES = "images";
  private static final String REQUEST = "request.json";

  public PortableRequest {
    files = new TreeMap<>(files);
  }

  /**
   * Collects what a request needs.
   *
   * @param request about the first image alone
   * @throws InputException if a file cannot be read, is a folder, or all are too large
   */
  public static PortableRequest of(ExplainRequest request, boolean compares) {
    Map<Path, String> names = new LinkedHashMap<>();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    RequestJson.write(
        json,
        request,
        file ->
            names.computeIfAbsent(
                file.toAbsolutePath().normalize(),
                path -> Text.format("%d/%s", names.size(), path.getFileName())));
    Map<String, byte[]> files = new TreeMap<>();
    long bytes = 0;
    for (Map.Entry<Path, String> entry : names.entrySet()) {
      Path file = entry.getKey();
      try {
        bytes += requireFile(file);
        if (bytes > MOST_BYTES) {
          throw new InputException(
              Text.format(
                  "%s: the files of the request come to %,d bytes with it, and at most %,d travel to"
                      + " the executors; use a smaller model",
                  file, bytes, MOST_BYTES));
        }
        files.put(entry.getValue(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
      }
    }
    return new PortableRequest(json.toString(), files, compares);
  }

  private static long requireFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InputException(
          file
              + ": is a folder, and only single files travel to the executors; name the ONNX file");
    }
    if (!Files.exists(file)) {
      throw new InputException(file + ": no such file");
    }
    return Files.size(file);
  }

  /** Writes all files into a folder, and reads the request from there. */
  public ExplainRequest unpack(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path place = folder.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.write(place, file.getValue());
    }
    Path request = folder.resolve(REQUEST);
    Files.writeString(request, json);
    return RequestReader.read(request);
  }

  /** How much it weighs. */
  public long bytes() {
    return files.values().stream().mapToLong(file -> file.length).sum();
  }

  /** SHA-256 of all of it, the first image included, in hexadecimal digits. */
  public String sha256() {
    MessageDigest digest = sha();
    digest.update((json + compares).getBytes(StandardCharsets.UTF_8));
    files.values().forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Names what is asked and of which network, whatever the images: where this is the same, so are
   * the results for the same image. Another version of PixelWhy is another name.
   *
   * @param model as it was prepared
   */
  public String identity(SegmentationModel model) {
    try {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode asked = (ObjectNode) mapper.readTree(json);
      String first = asked.get(IMAGES).get(0).asText();
      asked.remove(IMAGES);
      asked.put("compares", compares).put("version", Version.current());
      ResultJson.model(asked.putObject("prepared"), model);
      MessageDigest digest = sha();
      digest.update(asked.toString().getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        if (!file.getKey().equals(first)) {
          digest.update(sha().digest(file.getValue()));
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (IOException e) {
      throw new IllegalStateException("what was written as JSON can be read", e);
    }
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
