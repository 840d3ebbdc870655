package org.pixelwhy.medical;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.pixelwhy.image.io.Watch;
import org.pixelwhy.medical.DicomDataset.Element;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Unpacks the frames of a DICOM object into stored words. */
final class DicomFrames {
  private final Path file;
  private final DicomParser.Parsed object;
  private final DicomFormat format;

  DicomFrames(Path file, DicomParser.Parsed object, DicomFormat format) {
    this.file = file;
    this.object = object;
    this.format = format;
  }

  /** The stored words of a frame, {@code [samples, rows, columns]}. */
  long[] words(int frame) {
    return switch (object.syntax().packing(file)) {
      case NONE -> plain(frame);
      case RLE -> DicomRle.words(file, format, ByteBuffer.wrap(packed(frame)));
      case JPEG -> decoded("JPEG", packed(frame));
      case JPEG_2000 -> decoded("JPEG2000", packed(frame));
    };
  }

  private byte[] packed(int frame) {
    List<int[]> fragments =
        object.data().element(DicomTag.PIXELS).map(Element::fragments).orElse(List.of());
    if (format.frames() == 1 && !fragments.isEmpty()) {
      return DicomParser.joined(object.bytes(), fragments);
    }
    if (fragments.size() != format.frames()) {
      throw new InputException(
          Text.format(
              "%s: claims %d frames, but has %d packed parts; expected one for each",
              file, format.frames(), fragments.size()));
    }
    return DicomParser.joined(object.bytes(), fragments.subList(frame, frame + 1));
  }

  private long[] plain(int frame) {
    ByteBuffer in =
        object.data().value(DicomTag.PIXELS).orElseThrow(() -> new InputException(file.toString()));
    boolean halved = format.photometric().equals("YBR_FULL_422");
    long samples = (long) format.plane() * (halved ? 2 : format.samples());
    long bits = samples * format.allocated();
    long start = (bits * frame + 7) / 8;
    if (start + (bits + 7) / 8 > in.limit()) {
      throw new InputException(
          Text.format(
              "%s: has %d bytes of pixels, frame %d needs them up to %d; the file is truncated",
              file, in.limit(), frame + 1, start + (bits + 7) / 8));
    }
    if (halved) {
      return halved(in, (int) start);
    }
    long[] words = new long[format.samples() * format.plane()];
    for (int i = 0; i < words.length; i++) {
      words[place(i)] = word(in, start * 8 / format.allocated() + i);
    }
    return words;
  }

  /** Where the stored sample with this number goes: pixel by pixel, or plane by plane. */
  private int place(int i) {
    int samples = format.samples();
    return format.planar() ? i : i % samples * format.plane() + i / samples;
  }

  private long word(ByteBuffer in, long index) {
    int i = Math.toIntExact(index);
    return switch (format.allocated()) {
      case 1 -> in.get(i / 8) >> i % 8 & 1;
      case 8 -> Byte.toUnsignedLong(in.get(i));
      case 16 -> Short.toUnsignedLong(in.getShort(2 * i));
      default -> Integer.toUnsignedLong(in.getInt(4 * i));
    };
  }

  /** Two pixels share their colour: Y, Y, Cb, Cr. */
  private long[] halved(ByteBuffer in, int start) {
    int plane = format.plane();
    long[] words = new long[3 * plane];
    for (int i = 0; i < plane; i++) {
      int pair = start + i / 2 * 4;
      words[i] = Byte.toUnsignedLong(in.get(pair + i % 2));
      words[plane + i] = Byte.toUnsignedLong(in.get(pair + 2));
      words[2 * plane + i] = Byte.toUnsignedLong(in.get(pair + 3));
    }
    return words;
  }

  private long[] decoded(String kind, byte[] packed) {
    javax.imageio.ImageReader reader = plugin(kind);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(packed))) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) != format.columns() || reader.getHeight(0) != format.rows()) {
        throw new InputException(
            Text.format(
                "%s: the packed picture has %d x %d pixels, the object claims %d x %d",
                file, reader.getWidth(0), reader.getHeight(0), format.columns(), format.rows()));
      }
      Watch watch = Watch.of((long) format.samples() * format.plane());
      return words(watch.over(file, () -> reader.readRaster(0, null)));
    } catch (IOException | RuntimeException e) {
      if (e instanceof InputException known) {
        throw known;
      }
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new InputException(
          Text.format(
              "%s: the pixels cannot be decoded as %s, the file may be damaged: %s",
              file, kind, reason.lines().findFirst().orElse("")),
          e);
    } catch (OutOfMemoryError e) {
      throw new InputException(
          Text.format(
                  "%s: decoding the pixels needs more memory than there is; the file is damaged, or"
                      + " Java",
                  file)
              + " needs more heap (-Xmx)",
          e);
    } finally {
      reader.dispose();
    }
  }

  private long[] words(Raster raster) {
    if (raster.getNumBands() != format.samples()) {
      throw new InputException(
          Text.format(
              "%s: the packed picture has %d channels, the object claims %d",
              file, raster.getNumBands(), format.samples()));
    }
    long[] words = new long[format.samples() * format.plane()];
    int[] row = new int[format.columns()];
    int next = 0;
    for (int band = 0; band < format.samples(); band++) {
      for (int y = 0; y < format.rows(); y++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, band, row);
        for (int value : row) {
          words[next++] = (long) value << format.shift();
        }
      }
    }
    return words;
  }

  private javax.imageio.ImageReader plugin(String kind) {
    javax.imageio.ImageReader found = null;
    Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReadersByFormatName(kind);
    while (readers.hasNext()) {
      javax.imageio.ImageReader reader = readers.next();
      if (found == null || reader.getClass().getName().startsWith("com.twelvemonkeys")) {
        found = reader;
      }
    }
    if (found == null) {
      // Left out by those who need other licences than its own.
      throw new InputException(
          Text.format(
              "%s: is packed as %s, and the library that reads it is not there: put the jar %s on the"
                  + " class path, or unpack the file by another program",
              file,
              kind.replace("JPEG2000", "JPEG 2000"),
              kind.equals("JPEG2000") ? "jai-imageio-jpeg2000" : "imageio-jpeg"));
    }
    return found;
  }
}
