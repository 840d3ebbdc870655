package org.pixelwhy.image.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * TIFF files of which decoders for photographs show only a part: any number of samples, of which
 * none is opacity, channels as pages (ImageJ, OME), whole numbers of 32 bits and more.
 *
 * <p>Samples beside the colours are channels unless the file says that they are opacity. Of several
 * slices or times the first is read.
 */
final class TiffChannels {
  private static final int RGB = 2;
  private static final Pattern IMAGEJ =
      Pattern.compile("^(channels|slices|frames)=(\\d{1,6})\\s*$", Pattern.MULTILINE);
  private static final Pattern OME =
      Pattern.compile("\\b(SizeC|SizeZ|SizeT|DimensionOrder)=\"([A-Z0-9]{1,6})\"");

  private final Path file;
  private final List<TiffPage> pages;
  private final List<String> notes = new ArrayList<>();

  private TiffChannels(Path file, List<TiffPage> pages) {
    this.file = file;
    this.pages = pages;
  }

  /**
   * The picture, not yet turned upright; empty where it is a usual photograph or its directory is
   * damaged, which the usual decoder then says.
   *
   * @throws InputException if it is unusual and cannot be read, or larger than the limit
   */
  static Optional<Image> read(Path file, ReadLimits limits) {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      List<TiffPage> pages;
      try {
        pages = TiffPage.all(in);
      } catch (IOException e) {
        return Optional.empty();
      }
      TiffChannels channels = new TiffChannels(file, pages);
      return pages.isEmpty() || !channels.isUnusual()
          ? Optional.empty()
          : Optional.of(channels.read(in, limits));
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(file, e);
    }
  }

  private static InputException damaged(Path file, Exception e) {
    String reason = e.getMessage() == null ? "it ends early" : e.getMessage();
    return new InputException(
        Text.format(
            "%s: cannot be decoded as TIFF, the file may be truncated or damaged: %s",
            file, reason),
        e);
  }

  private boolean isUnusual() {
    TiffPage page = pages.get(0);
    long photometric = page.number(TiffPage.PHOTOMETRIC, 1);
    if (photometric > RGB) {
      return false;
    }
    boolean wide = page.format() <= 2 && page.bits() >= 32;
    boolean signedByte = page.format() == 2 && page.bits() == 8;
    return channelPages().size() > 1
        || kept(page).length != (photometric == RGB ? 3 : 1)
        || wide
        || signedByte;
  }

  /** The samples that are no opacity. */
  private static int[] kept(TiffPage page) {
    return IntStream.range(0, Math.min(page.samples(), 1 << 16))
        .filter(sample -> !page.isAlpha(sample))
        .toArray();
  }

  /** The pages of the first slice's channels, as ImageJ or OME describe them; else the first. */
  private List<Integer> channelPages() {
    TiffPage first = pages.get(0);
    long channels = 1;
    long step = 1;
    if (first.samples() == 1 && first.description().startsWith("ImageJ=")) {
      channels = value(IMAGEJ, "channels");
    } else if (first.samples() == 1 && first.description().contains("<OME")) {
      channels = value(OME, "SizeC");
      String order = text(OME, "DimensionOrder").orElse("XYCZT");
      for (char axis : order.substring(0, Math.max(0, order.indexOf('C'))).toCharArray()) {
        step *= axis == 'Z' || axis == 'T' ? value(OME, "Size" + axis) : 1;
      }
    }
    if ((channels - 1) * step >= pages.size()) {
      return List.of(0);
    }
    long by = step;
    return IntStream.range(0, (int) channels).map(c -> (int) (c * by)).boxed().toList();
  }

  private long value(Pattern pattern, String name) {
    try {
      return text(pattern, name).map(Long::parseLong).filter(n -> n > 0).orElse(1L);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private Optional<String> text(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(pages.get(0).description());
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return Optional.of(matcher.group(2));
      }
    }
    return Optional.empty();
  }

  private Image read(ImageInputStream in, ReadLimits limits) throws IOException {
    TiffPage first = pages.get(0);
    List<Integer> chosen = channelPages();
    int[] kept = kept(first);
    long width = first.number(TiffPage.WIDTH, 0);
    long height = first.number(TiffPage.HEIGHT, 0);
    long samples = (long) chosen.size() * first.samples();
    limits.check(file, samples, height, width);
    requireHeap(samples * height * width);
    int plane = Math.toIntExact(height * width);
    float[] values = new float[chosen.size() * kept.length * plane];
    int next = 0;
    for (int page : chosen) {
      float[] stored = new TiffSamples(in, required(first, pages.get(page))).read();
      for (int sample : kept) {
        System.arraycopy(stored, sample * plane, values, next, plane);
        next += plane;
      }
    }
    note(chosen, first.samples() - kept.length);
    int channels = chosen.size() * kept.length;
    return new Image(channels, (int) height, (int) width, values, range(first), notes);
  }

  private TiffPage required(TiffPage first, TiffPage page) {
    for (int tag : new int[] {TiffPage.WIDTH, TiffPage.HEIGHT, TiffPage.BITS, TiffPage.FORMAT}) {
      if (page.number(tag, 1) != first.number(tag, 1)) {
        throw new InputException(file + ": its channels differ in size or type; save them alike");
      }
    }
    if (page.samples() != first.samples() || !TiffSamples.reads(page)) {
      throw new InputException(
          Text.format(
              "%s: %d samples of %d bits, compression %d, are not supported; save it with 8, 16 or"
                  + " 32 bits, uncompressed or by LZW or Deflate",
              file, page.samples(), page.bits(), page.number(TiffPage.COMPRESSION, 1)));
    }
    return page;
  }

  private void requireHeap(long samples) {
    if (8 * samples > Runtime.getRuntime().maxMemory()) {
      throw new InputException(
          Text.format(
              "%s: the pixels need about %d MiB, more than Java's heap (raise it with -Xmx)",
              file, 8 * samples >> 20));
    }
  }

  private void note(List<Integer> chosen, int alpha) {
    if (alpha > 0) {
      notes.add("dropped the alpha channel");
    }
    if (chosen.size() > 1) {
      notes.add(Text.format("read %d of %d pages as channels", chosen.size(), pages.size()));
    } else if (pages.size() > 1) {
      notes.add(Text.format("read the first of %d pages", pages.size()));
    }
  }

  private static float range(TiffPage page) {
    int bits = page.format() == 2 ? page.bits() - 1 : page.bits();
    return page.format() == 3 ? 1 : (float) (Math.pow(2, bits) - 1);
  }
}
