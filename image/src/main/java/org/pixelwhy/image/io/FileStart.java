package org.pixelwhy.image.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;

/**
 * A file's first bytes, by which its format is recognised.
 *
 * @param bytes at most 352; of a gzip file, as they are unpacked
 * @param packed whether they were
 */
record FileStart(byte[] bytes, boolean packed) {
  /** A NIfTI-1 header, and what follows it. */
  private static final int LONGEST = 352;

  /**
   * Reads them.
   *
   * @throws InputException if the file is missing, empty or cannot be read
   */
  static FileStart of(Path file) {
    RegularFile.require(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(LONGEST);
      if (start.length == 0) {
        throw new InputException(file + ": the file is empty");
      }
      boolean packed = start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b;
      return packed ? unpacked(file, start) : new FileStart(start, false);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static FileStart unpacked(Path file, byte[] start) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new FileStart(in.readNBytes(LONGEST), true);
    } catch (IOException e) {
      // Whatever it is, it is reported as what its own bytes say: a gzip file.
      return new FileStart(start, false);
    }
  }

  /** One character for each byte. */
  String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
