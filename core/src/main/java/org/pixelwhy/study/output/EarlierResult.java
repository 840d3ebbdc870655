package org.pixelwhy.study.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an earlier run wrote into a folder, and is no part of the result to come. */
public final class EarlierResult {
  /** Where a result lists all its files. */
  static final String FILES = "files";

  private EarlierResult() {}

  /**
   * Deletes an earlier result, and then the files that it says it wrote: were the process ended in
   * between, no result would be there that looks whole. Folders that are empty then go too; what it
   * does not name stays.
   *
   * @param folder of the result
   * @param json name of the result in it
   * @param pages names of what shows the result as a whole
   * @param kept files that somebody needs, wherever they are
   */
  public static void remove(Path folder, String json, List<String> pages, List<Path> kept) {
    Path root = folder.toAbsolutePath().normalize();
    Set<Path> needed = new HashSet<>();
    kept.forEach(file -> needed.add(file.toAbsolutePath().normalize()));
    List<String> earlier = files(folder.resolve(json));
    pages.forEach(page -> ResultFiles.remove(folder, page));
    ResultFiles.remove(folder, json);
    try {
      for (String name : earlier) {
        Path file = root.resolve(name).normalize();
        boolean own = file.startsWith(root) && !file.equals(root) && !needed.contains(file);
        if (own && Files.isRegularFile(file)) {
          Files.delete(file);
          prune(file.getParent(), root);
        }
      }
    } catch (IOException e) {
      throw ResultFiles.unwritable(folder, e);
    }
  }

  /** Folders without content, from the innermost on. */
  private static void prune(Path from, Path root) {
    for (Path at = from; !at.equals(root) && at.startsWith(root); at = at.getParent()) {
      String[] left = at.toFile().list();
      if (left == null || left.length > 0 || !at.toFile().delete()) {
        return;
      }
    }
  }

  /** The files that a result names; none where there is no result, or it cannot be read. */
  private static List<String> files(Path json) {
    List<String> names = new ArrayList<>();
    if (!Files.isRegularFile(json)) {
      return names;
    }
    try (JsonParser in = new JsonFactory().createParser(json.toFile())) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return names;
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = in.currentName().equals(FILES);
        JsonToken value = in.nextToken();
        if (!found || value != JsonToken.START_ARRAY) {
          in.skipChildren();
          continue;
        }
        while (in.nextToken() == JsonToken.VALUE_STRING) {
          names.add(valid(in.getText()));
        }
      }
    } catch (IOException e) {
      // A file that is no result names no files of one.
      return List.of();
    }
    return names.stream().filter(name -> !name.isEmpty()).toList();
  }

  private static String valid(String name) {
    try {
      return Path.of(name).isAbsolute() ? "" : name;
    } catch (InvalidPathException e) {
      return "";
    }
  }

  /**
   * What lies in a folder beside the files of a result and those that it was made of: names of
   * files and folders at its top, in their order.
   *
   * @param own files of the result, by their path within the folder
   * @param needed files that were read, wherever they are
   */
  public static List<String> strangers(Path folder, Set<String> own, List<Path> needed) {
    Path root = folder.toAbsolutePath().normalize();
    Set<Path> known = new HashSet<>();
    Stream.concat(own.stream().map(root::resolve), needed.stream().map(Path::toAbsolutePath))
        .map(Path::normalize)
        .filter(file -> file.startsWith(root) && !file.equals(root))
        .forEach(file -> known.add(root.relativize(file).getName(0)));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::getFileName)
          .filter(name -> !known.contains(name))
          .map(Path::toString)
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw ResultFiles.unwritable(folder, e);
    }
  }
}
