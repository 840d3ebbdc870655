package org.pixelwhy.data.folder;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pixelwhy.tensor.InputException;

/** Files of a data set, in the order of their names. */
final class FileTree {
  private static final int DEEPEST = 4;

  private FileTree() {}

  /**
   * The files below a folder whose name is accepted; hidden ones are left out, links are followed
   * unless they lead in a circle.
   */
  static List<Path> files(Path folder, Predicate<String> name) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Collector collector = new Collector(folder, name);
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, collector);
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
    return collector.found.stream().sorted().toList();
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Predicate<String> accepted;
    private final List<Path> found = new ArrayList<>();

    Collector(Path root, Predicate<String> accepted) {
      this.root = root;
      this.accepted = accepted;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean hidden = !folder.equals(root) && folder.getFileName().toString().startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (attributes.isRegularFile() && !name.startsWith(".") && accepted.test(name)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }

  /** Whether two paths lead to one file. */
  static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  static List<Path> pictures(Path folder) {
    return files(folder, PictureNames::isPicture);
  }

  /** The folders in a folder, in the order of their names. */
  static List<Path> folders(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The first folder of one of these names, case ignored. */
  static Optional<Path> folder(Path root, List<String> names) {
    List<Path> folders = folders(root);
    return names.stream()
        .flatMap(
            name ->
                folders.stream()
                    .filter(path -> path.getFileName().toString().equalsIgnoreCase(name)))
        .findFirst();
  }

  /** A path below a folder without the file's ending, with forward slashes. */
  static String stem(Path root, Path file) {
    String relative = root.relativize(file).toString().replace('\\', '/');
    int dot = relative.lastIndexOf('.');
    return dot > relative.lastIndexOf('/') ? relative.substring(0, dot) : relative;
  }

  /** The name of a data set: its folder's. */
  static String name(Path root) {
    return String.valueOf(root.toAbsolutePath().normalize().getFileName());
  }
}
