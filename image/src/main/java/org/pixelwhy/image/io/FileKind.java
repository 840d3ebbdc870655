package org.pixelwhy.image.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** File formats, told apart by their first bytes. */
enum FileKind {
  PNG("\u0089PNG\r\n\u001a\n"),
  JPEG("\u00ff\u00d8\u00ff"),
  TIFF("II*\0", "MM\0*", "II+\0", "MM\0+"),
  NPY("\u0093NUMPY"),
  ROI("Iout"),
  NIFTI("\\\1\0\0", "\0\0\1\\", "\34\2\0\0", "\0\0\2\34"),
  /** With a preamble, or a few of the ways in which one without begins. */
  DICOM("\2\0\0\0UL", "\b\0\0\0UL", "\b\0\5\0CS", "\b\0\5\0\12", "\b\0\b\0CS");

  private static final int SHOWN = 8;
  private static final int DICOM_PREAMBLE = 128;
  private static final int LONGEST = DICOM_PREAMBLE + 4;

  private final String[] signatures;

  FileKind(String... signatures) {
    this.signatures = signatures;
  }

  /**
   * The format of a file.
   *
   * @param expected what the caller can read, for the message
   * @throws InputException if the file is missing, empty or of no known format
   */
  static FileKind of(Path file, String expected) {
    byte[] start = start(file);
    Optional<FileKind> kind = of(start);
    if (kind.isEmpty()
        && isGzip(start)
        && of(unpackedStart(file)).filter(NIFTI::equals).isPresent()) {
      kind = Optional.of(NIFTI);
    }
    if (kind.isPresent()) {
      return kind.get();
    }
    byte[] shown = Arrays.copyOf(start, Math.min(SHOWN, start.length));
    String text = new String(shown, StandardCharsets.ISO_8859_1);
    String found = foreign(text).orElseGet(() -> "a file that starts with the bytes " + hex(shown));
    throw new InputException(Text.format("%s: expected %s, found %s", file, expected, found));
  }

  private static Optional<FileKind> of(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("DICM", DICOM_PREAMBLE)) {
      return Optional.of(DICOM);
    }
    return Arrays.stream(values())
        .filter(kind -> Arrays.stream(kind.signatures).anyMatch(text::startsWith))
        .findFirst();
  }

  /** Whether a file is a DICOM file; false where it cannot be read. */
  static boolean isDicom(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(LONGEST)).filter(DICOM::equals).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isGzip(byte[] start) {
    return start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b;
  }

  private static byte[] unpackedStart(Path file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readNBytes(LONGEST);
    } catch (IOException e) {
      // Whatever it is, it is reported as what its own bytes say: a gzip file.
      return new byte[0];
    }
  }

  private static byte[] start(Path file) {
    if (Files.isDirectory(file)) {
      throw new InputException(file + ": is a folder, expected a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(LONGEST);
      if (start.length == 0) {
        throw new InputException(file + ": the file is empty");
      }
      return start;
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<String> foreign(String start) {
    String name = null;
    if (start.startsWith("PK")) {
      name = "a ZIP archive (a package or an .npz file); unpack it first";
    } else if (start.startsWith("GIF8")) {
      name = "a GIF; convert it to PNG";
    } else if (start.startsWith("BM")) {
      name = "a BMP; convert it to PNG";
    } else if (start.startsWith("RIFF")) {
      name = "a WebP or another RIFF file; convert it to PNG";
    } else if (start.startsWith("\u001f\u008b")) {
      name = "a gzip file; unpack it first";
    } else if (start.chars().allMatch(c -> c >= ' ' && c < 127 || Character.isWhitespace(c))) {
      name = "a text file";
    }
    return Optional.ofNullable(name);
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(Text.format("%02x ", b));
    }
    return text.toString().strip();
  }
}
