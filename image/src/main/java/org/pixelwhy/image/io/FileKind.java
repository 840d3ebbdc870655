package org.pixelwhy.image.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** File formats, told apart by their first bytes. */
enum FileKind {
  PNG("\u0089PNG\r\n\u001a\n"),
  JPEG("\u00ff\u00d8\u00ff"),
  TIFF("II*\0", "MM\0*", "II+\0", "MM\0+"),
  GIF("GIF87a", "GIF89a"),
  NPY("\u0093NUMPY"),
  ROI("Iout"),
  /** One that an {@link ImageFormat} reads. */
  OTHER;

  private static final int SHOWN = 8;
  private static final int DICOM_PREAMBLE = 128;

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
    FileStart start = FileStart.of(file);
    // These first: the preamble of a DICOM file may be that of a TIFF.
    if (ImageFormats.of(file, start).isPresent()) {
      return OTHER;
    }
    Optional<FileKind> own = of(start);
    if (own.isPresent()) {
      return own.get();
    }
    byte[] shown = Arrays.copyOf(start.bytes(), Math.min(SHOWN, start.bytes().length));
    String found =
        foreign(start).orElseGet(() -> "a file that starts with the bytes " + hex(shown));
    throw new InputException(Text.format("%s: expected %s, found %s", file, expected, found));
  }

  private static Optional<FileKind> of(FileStart start) {
    String text = start.packed() ? "" : start.text();
    return Arrays.stream(values())
        .filter(kind -> Arrays.stream(kind.signatures).anyMatch(text::startsWith))
        .findFirst();
  }

  /** What follows the header of a NIfTI-1 file; older ones and NIfTI-2 are told by their reader. */
  private static final List<String> NIFTI = List.of("n+1\0", "ni1\0");

  private static final int NIFTI_MAGIC = 344;

  private static Optional<String> foreign(FileStart file) {
    String start = file.text();
    String name = null;
    if (!file.packed() && start.startsWith("DICM", DICOM_PREAMBLE)) {
      name = "a DICOM file; module pixelwhy-medical reads it, which is not on the class path";
    } else if (NIFTI.stream().anyMatch(magic -> start.startsWith(magic, NIFTI_MAGIC))) {
      name = "a NIfTI file; module pixelwhy-medical reads it, which is not on the class path";
    } else if (file.packed()) {
      name = "a gzip file; unpack it first";
    } else if (start.startsWith("PK")) {
      name = "a ZIP archive (a package or an .npz file); unpack it first";
    } else if (start.startsWith("BM")) {
      name = "a BMP; convert it to PNG";
    } else if (start.startsWith("RIFF")) {
      name = "a WebP or another RIFF file; convert it to PNG";
    } else if (start.startsWith("\u001f\u008b")) {
      name = "a damaged gzip file";
    } else if (shown(start)
        .chars()
        .allMatch(c -> c >= ' ' && c < 127 || Character.isWhitespace(c))) {
      name = "a text file";
    }
    return Optional.ofNullable(name);
  }

  private static String shown(String start) {
    return start.substring(0, Math.min(SHOWN, start.length()));
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(Text.format("%02x ", b));
    }
    return text.toString().strip();
  }
}
