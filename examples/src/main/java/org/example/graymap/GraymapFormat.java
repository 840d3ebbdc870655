package org.example.graymap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageFormat;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.tensor.InputException;

/** Portable graymaps of bytes (PGM, {@code P5}); named in {@code META-INF/services}. */
public final class GraymapFormat implements ImageFormat {
  private static final String MARK = "P5";

  /** Numbers apart by white space, among which may be comments; one sign ends the header. */
  private static final Pattern HEADER =
      Pattern.compile("P5" + "(?:\\s|#[^\\n]*\\n)+(\\d{1,9})".repeat(3) + "\\s");

  private static final int LONGEST_HEADER = 4096;

  @Override
  public String name() {
    return "PGM";
  }

  @Override
  public boolean recognises(Path file, byte[] start, boolean packed) {
    return !packed && new String(start, StandardCharsets.ISO_8859_1).startsWith(MARK);
  }

  @Override
  public List<Path> files(Path path) {
    return Files.isDirectory(path) ? List.of() : List.of(path);
  }

  // region
  @Override
  public Optional<Image> picture(Path file, ReadLimits limits) {
    byte[] bytes = bytes(file);
    Matcher header = header(file, bytes);
    int width = Integer.parseInt(header.group(1));
    int height = Integer.parseInt(header.group(2));
    int white = Integer.parseInt(header.group(3));
    limits.check(file, 1, height, width);
    if (white < 1 || white > 255) {
      throw new InputException(file + ": expected white to be 1 to 255, found " + white);
    }
    if (bytes.length - header.end() < height * width) {
      throw new InputException(file + ": is cut off; get a whole copy of it");
    }
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[header.end() + i] & 0xff;
    }
    return Optional.of(new Image(1, height, width, values, white));
  }

  // endregion

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Matcher header(Path file, byte[] bytes) {
    int length = Math.min(bytes.length, LONGEST_HEADER);
    Matcher header = HEADER.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    if (!header.lookingAt()) {
      throw new InputException(file + ": expected width, height and white of a PGM file after P5");
    }
    return header;
  }
}
