package org.pixelwhy.spark.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.Version;
import org.pixelwhy.study.output.ResultJson;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.RequestJson;
import org.pixelwhy.study.request.RequestReader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.tensor.digest.Sha256;

/**
 * A request with all files that it names, its network above all (an ONNX file with the files that
 * hold its weights, or what is read of a package), and the first image of the run, by whose size
 * the model is prepared as on one machine: complete, so that whoever has it can answer it. It
 * travels to each executor once.
 *
 * @param json the request, in which files are called as here
 * @param files their bytes in pieces, by name: an array ends at 2 GiB, a file need not
 * @param compares whether methods are to be compared: an automatic layer is the same for all then
 */
public record PortableRequest(String json, Map<String, List<byte[]>> files, boolean compares)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int PIECE = 64 << 20;

  /** Of Java's heap: the files, what is sent of them, and the network that is tried. */
  private static final int SHARE_OF_HEAP = 3;

  private static final String IMAGES = "images";
  private static final String REQUEST = "request.json";

  public PortableRequest {
    files = new TreeMap<>(files);
  }

  /**
   * Collects what a request needs.
   *
   * @param request about the first image alone
   * @throws InputException if a file cannot be read, or all are too large
   */
  public static PortableRequest of(ExplainRequest request, boolean compares) {
    return of(request, compares, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  static PortableRequest of(ExplainRequest request, boolean compares, long mostBytes) {
    Map<Path, String> names = new LinkedHashMap<>();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    RequestJson.write(
        json,
        request,
        file ->
            names.computeIfAbsent(
                file.toAbsolutePath().normalize(),
                path -> Text.format("%d/%s", names.size(), path.getFileName())));
    Map<String, Path> places = new TreeMap<>();
    Path network = request.model().file().toAbsolutePath().normalize();
    names.forEach(
        (path, name) -> {
          if (path.equals(network)) {
            places.putAll(network(path, name));
          } else {
            places.put(name, path);
          }
        });
    return new PortableRequest(json.toString(), content(places, mostBytes), compares);
  }

  /** The files of a network, which lie to each other as they do here. */
  private static Map<String, Path> network(Path network, String name) {
    boolean folder = Files.isDirectory(network);
    Path base = folder ? network : network.getParent();
    String prefix = folder ? name : name.substring(0, name.indexOf('/'));
    Map<String, Path> places = new TreeMap<>();
    try {
      for (Path file : ModelLoader.files(network)) {
        Path absolute = file.toAbsolutePath().normalize();
        Path within = (absolute.startsWith(base) ? base : base.toRealPath()).relativize(absolute);
        places.put(prefix + "/" + within.toString().replace('\\', '/'), absolute);
      }
      return places;
    } catch (IOException e) {
      throw new InputException(network + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, List<byte[]>> content(Map<String, Path> places, long mostBytes) {
    Map<String, List<byte[]>> files = new TreeMap<>();
    long bytes = 0;
    for (Map.Entry<String, Path> entry : places.entrySet()) {
      Path file = entry.getValue();
      try {
        bytes += requireFile(file);
        if (bytes > mostBytes) {
          throw new InputException(
              Text.format(
                  "%s: the files of the request come to %,d bytes with it, and the driver sends at"
                      + " most %,d; give it more memory, such as --driver-memory %dg",
                  file, bytes, mostBytes, 1 + (SHARE_OF_HEAP + 1) * (bytes >> 30)));
        }
        files.put(entry.getKey(), pieces(file));
      } catch (IOException e) {
        throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
      }
    }
    return files;
  }

  private static long requireFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InputException(
          file + ": is a folder, and only a network may be one (a package); name the file");
    }
    if (!Files.exists(file)) {
      throw new InputException(file + ": no such file");
    }
    return Files.size(file);
  }

  private static List<byte[]> pieces(Path file) throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        pieces.add(piece);
      }
    }
    return pieces;
  }

  /** Writes all files into a folder, and reads the request from there. */
  public ExplainRequest unpack(Path folder) throws IOException {
    for (Map.Entry<String, List<byte[]>> file : files.entrySet()) {
      Path place = folder.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      try (OutputStream out = Files.newOutputStream(place)) {
        for (byte[] piece : file.getValue()) {
          out.write(piece);
        }
      }
    }
    Path request = folder.resolve(REQUEST);
    Files.writeString(request, json);
    return RequestReader.read(request);
  }

  /** How much it weighs. */
  public long bytes() {
    return files.values().stream().flatMap(List::stream).mapToLong(piece -> piece.length).sum();
  }

  /** SHA-256 of all of it, the first image included, in hexadecimal digits. */
  public String sha256() {
    Sha256 digest = new Sha256();
    digest.and(json + compares);
    files.values().forEach(file -> file.forEach(digest::and));
    return digest.hex();
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
      Sha256 digest = new Sha256();
      digest.and(asked.toString());
      for (Map.Entry<String, List<byte[]>> file : files.entrySet()) {
        if (!file.getKey().equals(first)) {
          Sha256 own = new Sha256();
          file.getValue().forEach(own::and);
          digest.and(own.bytes());
        }
      }
      return digest.hex().substring(0, 16);
    } catch (IOException e) {
      throw new IllegalStateException("what was written as JSON can be read", e);
    }
  }
}
