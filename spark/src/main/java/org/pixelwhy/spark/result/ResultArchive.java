package org.pixelwhy.spark.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.output.LabelMask;
import org.pixelwhy.study.output.ResultNames;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * What is kept of one image as one file, an {@code .npz} as NumPy reads it: the record, the
 * predicted classes, and every map as {@code .npy}, in the network's geometry and in the image's,
 * with the bytes that {@code explain} writes. One file appears whole or not at all on every file
 * system and object store, and there are no more files than images.
 *
 * <p>It is called by the hash of the image's bytes, in a folder called by the request: so the same
 * question about the same image has one place, whoever answers it and how often.
 */
public final class ResultArchive {
  private static final String RECORD = "record.json";
  private static final String MASK = "mask.png";

  /** The first day that an archive can name. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private ResultArchive() {}

  /**
   * Where the archive of an image lies.
   *
   * @param key names its content, and what is asked about it alone; begins with a hash
   */
  public static String name(String request, String key) {
    return "results/" + request + "/" + key.substring(0, 2) + "/" + key + ".npz";
  }

  /** The bytes of an archive; the same result makes the same ones. */
  public static byte[] bytes(Answer answer) throws IOException {
    ImageResult result = answer.finding().result();
    ResultNames.OfImage names = answer.names();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED);
      // First, so that it is read without the maps.
      begin(zip, RECORD);
      zip.write(ImageRecord.of(answer, names).json());
      begin(zip, MASK);
      zip.write(LabelMask.of(result.masks(), answer.identity().model()).png());
      for (int i = 0; i < result.targets().size(); i++) {
        List<MapResult> maps = result.targets().get(i).maps();
        for (int k = 0; k < maps.size(); k++) {
          add(zip, maps.get(k), names.targets().get(i).maps().get(k).values().orElseThrow());
        }
      }
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, MapResult map, ResultNames.OfValues names)
      throws IOException {
    Grid grid = map.grid();
    begin(zip, member(names.own()));
    Npy.write(zip, map.attribution().values());
    begin(zip, member(names.image()));
    Npy.write(zip, Tensor.of(grid.values(), grid.height(), grid.width()));
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
  }

  /** Without the image's folder. */
  static String member(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  /**
   * What an archive holds.
   *
   * @param mask the predicted class of each pixel, PNG
   * @param grids the maps in the image's geometry, by their names in the archive
   */
  public record Content(ImageRecord record, byte[] mask, Map<String, Tensor> grids) {}

  /**
   * Reads an archive once, from beginning to end.
   *
   * @throws IOException if it cannot be read, or is damaged
   */
  public static Content read(Store store, String name) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(store.open(name))) {
      ZipEntry entry = zip.getNextEntry();
      if (entry == null || !entry.getName().equals(RECORD)) {
        throw damaged(store, name, null);
      }
      ImageRecord record = ImageRecord.of(zip.readAllBytes());
      Set<String> wanted = new HashSet<>();
      record.maps().forEach(map -> wanted.add(map.image()));
      byte[] mask = null;
      Map<String, Tensor> grids = new HashMap<>();
      for (entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (wanted.contains(entry.getName())) {
          grids.put(entry.getName(), Npy.read(zip, entry.getName(), ReadLimits.DEFAULT));
        } else if (entry.getName().equals(MASK)) {
          mask = zip.readAllBytes();
        }
      }
      if (mask == null || !grids.keySet().containsAll(wanted)) {
        throw damaged(store, name, null);
      }
      return new Content(record, mask, grids);
    } catch (ZipException | InputException e) {
      throw damaged(store, name, e);
    }
  }

  private static IOException damaged(Store store, String name, Exception cause) {
    return new IOException(
        store.uri(name) + ": is damaged; delete it, and its image is explained again", cause);
  }
}
