package org.pixelwhy.image.io;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Decodes PNG, JPEG and TIFF files through ImageIO and its TwelveMonkeys plug-ins. */
final class PictureDecoder {
  /** Deflate cannot pack more than 1,032 bytes into one. */
  private static final long MOST_DEFLATED = 1032;

  private final Path file;
  private final FileKind kind;
  private final ReadLimits limits;

  private PictureDecoder(Path file, FileKind kind, ReadLimits limits) {
    this.file = file;
    this.kind = kind;
    this.limits = limits;
  }

  static Picture decode(Path file, FileKind kind, ReadLimits limits) {
    return new PictureDecoder(file, kind, limits).decode();
  }

  private Picture decode() {
    javax.imageio.ImageReader reader = plugin();
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, false, true);
      ImageTypeSpecifier type = checkedType(reader);
      Watch watch =
          Watch.of((long) type.getNumComponents() * reader.getWidth(0) * reader.getHeight(0));
      BufferedImage pixels = watch.over(file, () -> pixels(reader, type));
      List<String> notes = new ArrayList<>(checked(warnings));
      if (kind == FileKind.TIFF && reader.getNumImages(true) > 1) {
        notes.add(Text.format("read the first of %d pages", reader.getNumImages(true)));
      }
      return new Picture(pixels, notes);
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    } catch (OutOfMemoryError e) {
      // A plug-in believed a length field of a damaged file, or the heap is small.
      throw new InputException(
          Text.format(
                  "%s: decoding this %s file needs more memory than there is; the file is damaged,"
                      + " or Java",
                  file, kind)
              + " needs more heap (-Xmx)",
          e);
    } finally {
      reader.dispose();
    }
  }

  /** A JPEG that ends early is decoded with a grey remainder and a warning; refused here. */
  private List<String> checked(List<String> warnings) throws IOException {
    for (String warning : warnings) {
      String folded = warning.toLowerCase(Locale.ROOT);
      if (folded.contains("truncated") || folded.contains("premature end")) {
        throw new IOException(warning);
      }
    }
    return warnings.stream().distinct().map(warning -> "decoder's warning: " + warning).toList();
  }

  private InputException damaged(Exception e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new InputException(
        Text.format(
            "%s: cannot be decoded as %s, the file may be truncated or damaged: %s",
            file, kind, reason.lines().findFirst().orElse("")),
        e);
  }

  private static BufferedImage pixels(javax.imageio.ImageReader reader, ImageTypeSpecifier type)
      throws IOException {
    int dataType = type.getSampleModel().getDataType();
    if (dataType != DataBuffer.TYPE_FLOAT && dataType != DataBuffer.TYPE_DOUBLE) {
      return reader.read(0);
    }
    // Read as a picture, floats would be cut off at 0 and 1.
    Raster raw = reader.readRaster(0, null);
    WritableRaster raster =
        Raster.createWritableRaster(raw.getSampleModel(), raw.getDataBuffer(), null);
    return new BufferedImage(type.getColorModel(), raster, false, null);
  }

  private ImageTypeSpecifier checkedType(javax.imageio.ImageReader reader) throws IOException {
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    limits.check(file, 1, height, width);
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      throw new InputException(
          Text.format(
              "%s: this kind of %s is not supported; convert it to an 8- or 16-bit PNG",
              file, kind));
    }
    ImageTypeSpecifier type = types.next();
    limits.check(file, type.getNumComponents(), height, width);
    long bits = (long) type.getNumBands() * type.getBitsPerBand(0) * height * width;
    if (kind == FileKind.PNG && bits / 8 > MOST_DEFLATED * Files.size(file)) {
      throw new InputException(
          Text.format(
              "%s: %d bytes cannot hold the %d x %d pixels that the file claims; it is damaged",
              file, Files.size(file), width, height));
    }
    long needed = bits / 8 + 4L * type.getNumComponents() * height * width;
    if (needed > Runtime.getRuntime().maxMemory()) {
      throw new InputException(
          Text.format(
              "%s: %d x %d pixels need about %d MiB, more than Java's heap (raise it with -Xmx)",
              file, width, height, needed >> 20));
    }
    return type;
  }

  /** The JDK has a TIFF and a JPEG reader too, which know fewer variants. */
  private javax.imageio.ImageReader plugin() {
    javax.imageio.ImageReader found = null;
    Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
    while (readers.hasNext()) {
      javax.imageio.ImageReader reader = readers.next();
      if (found == null || reader.getClass().getName().startsWith("com.twelvemonkeys")) {
        found = reader;
      }
    }
    if (found == null) {
      throw new IllegalStateException("no ImageIO plug-in for " + kind);
    }
    return found;
  }
}
