package org.pixelwhy.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A ZIP archive of several files that belong together. Nothing in it is believed: not its names,
 * not the sizes it states, not that it holds a sensible number of files.
 */
public final class Archive {
  private static final byte[] MAGIC = {'P', 'K', 3, 4};
  private static final int MOST_FILES = 10_000;
  private static final int DEEPEST = 8;
  private static final int BLOCK = 1 << 16;
  private static final String NAME_PART = "[\\p{L}\\p{N} _+,()\\[\\]@=~.-]{1,100}";

  private Archive() {}

  /** Whether a file is one. */
  public static boolean is(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Unpacks one, whole or not at all as far as its caller deletes the folder on failure.
   *
   * @param folder that is empty
   * @param tooMuch what is thrown where there are more bytes than allowed
   * @throws InputException if it is damaged, or holds a name that leads elsewhere
   */
  static void unpack(Path archive, Path folder, long most, LongFunction<RuntimeException> tooMuch)
      throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      if (zip.size() > MOST_FILES) {
        throw new InputException(
            Text.format(
                "%s: holds %d files, at most %d are unpacked", archive, zip.size(), MOST_FILES));
      }
      long left = most;
      List<? extends ZipEntry> entries = zip.stream().filter(Archive::isWanted).toList();
      for (ZipEntry entry : entries) {
        Path file = place(archive, folder, entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry);
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
          left -= copy(in, out, left);
        }
        if (left < 0) {
          throw tooMuch.apply(most);
        }
      }
    } catch (ZipException | java.nio.file.FileAlreadyExistsException e) {
      throw new InputException(
          Text.format("%s: is a damaged ZIP archive (%s)", archive, e.getMessage()), e);
    }
  }

  /** Copies at most one byte more than are left. */
  private static long copy(InputStream in, OutputStream out, long left) throws IOException {
    byte[] block = new byte[BLOCK];
    long copied = 0;
    while (copied <= left) {
      int read = in.read(block);
      if (read < 0) {
        return copied;
      }
      out.write(block, 0, read);
      copied += read;
    }
    return copied;
  }

  /** What systems put in beside is left out. */
  private static boolean isWanted(ZipEntry entry) {
    String name = entry.getName();
    String last = name.substring(name.lastIndexOf('/') + 1);
    return !entry.isDirectory() && !last.startsWith(".") && !name.startsWith("__MACOSX/");
  }

  /** Only plain names below the folder: no way up, no root, no drive, no device. */
  private static Path place(Path archive, Path folder, String name) {
    String[] parts = name.split("/", -1);
    boolean plain =
        parts.length <= DEEPEST
            && Arrays.stream(parts)
                .allMatch(
                    part -> part.matches(NAME_PART) && !part.startsWith(".") && !part.isBlank());
    if (!plain) {
      throw new InputException(
          Text.format(
              "%s: holds a file called '%s', which is no plain name below a folder",
              archive, shown(name)));
    }
    Path file = folder;
    for (String part : parts) {
      file = file.resolve(part);
    }
    return file;
  }

  private static String shown(String name) {
    String printable = name.replaceAll("\\p{C}", "?");
    return printable.length() > 80 ? printable.substring(0, 80) : printable;
  }
}
