package org.pixelwhy.data.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * HAM10000: skin lesions, {@code HAM10000_images_part_*} with {@code *.jpg} and somewhere beside
 * them {@code *_segmentation.png}. Images of one lesion stay together where {@code
 * HAM10000_metadata} says which they are. An image that lies in two folders is taken once: copies
 * are about with the folders doubled.
 *
 * <p>Tschandl, Rosendahl, Kittler: The HAM10000 dataset, Scientific Data 2018.
 */
final class Ham10000 implements Layout {
  private static final String MASK = "_segmentation.png";
  private static final Pattern METADATA =
      Pattern.compile("HAM10000_metadata(\\.(csv|tab|tsv|txt))?", Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "ham10000";
  }

  @Override
  public String expects() {
    return "HAM10000_images_part_*/ and *_segmentation.png (ham10000)";
  }

  @Override
  public boolean fits(Path root) {
    return FileTree.folders(root).stream().anyMatch(Ham10000::holdsImages);
  }

  private static boolean holdsImages(Path folder) {
    return folder.getFileName().toString().toLowerCase(Locale.ROOT).startsWith("ham10000_images");
  }

  @Override
  public Dataset open(Path root, FolderOptions options) {
    ClassTable table = ClassTable.binary("lesion");
    Map<String, Path> masks = new HashMap<>();
    for (Path mask : FileTree.files(root, name -> name.endsWith(MASK))) {
      String name = mask.getFileName().toString();
      masks.put(name.substring(0, name.length() - MASK.length()), mask);
    }
    Map<String, String> lesions = lesions(root);
    List<Entry> entries = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Path folder : FileTree.folders(root).stream().filter(Ham10000::holdsImages).toList()) {
      for (Path image : FileTree.files(folder, name -> name.endsWith(".jpg"))) {
        String name = FileTree.stem(image.getParent(), image);
        if (!taken.add(name)) {
          continue;
        }
        entries.add(
            PictureEntries.entry(
                name,
                lesions.getOrDefault(name, name),
                Optional.empty(),
                image,
                Optional.ofNullable(masks.get(name)),
                table.coding()));
      }
    }
    return new Dataset(FileTree.name(root), table.classes(), entries);
  }

  /** The lesion of each image; empty without metadata. */
  private static Map<String, String> lesions(Path root) {
    Map<String, String> lesions = new HashMap<>();
    for (Path file : FileTree.files(root, name -> METADATA.matcher(name).matches())) {
      try (Stream<String> lines = Files.lines(file)) {
        collect(file, lines.map(Ham10000::columns).iterator(), lesions);
      } catch (IOException | UncheckedIOException e) {
        throw new InputException(file + ": cannot be read as text: " + e.getMessage(), e);
      }
    }
    return lesions;
  }

  /** The archive gives tabs, its copies commas; no value that is read here holds either. */
  private static List<String> columns(String line) {
    return Stream.of(line.split("[\t,]")).map(Ham10000::plain).toList();
  }

  /** Without quotes and byte order mark. */
  private static String plain(String value) {
    return value.replaceAll("[\"\ufeff]", "").strip();
  }

  private static void collect(Path file, Iterator<List<String>> rows, Map<String, String> lesions) {
    List<String> header = rows.hasNext() ? rows.next() : List.of();
    int lesion = header.indexOf("lesion_id");
    int image = header.indexOf("image_id");
    if (lesion < 0 || image < 0) {
      throw new InputException(
          Text.format("%s: expected columns lesion_id and image_id, found %s", file, header));
    }
    while (rows.hasNext()) {
      List<String> row = rows.next();
      if (row.size() > Math.max(lesion, image) && !row.get(lesion).isEmpty()) {
        lesions.put(row.get(image), row.get(lesion));
      }
    }
  }
}
