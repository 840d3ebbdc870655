package org.pixelwhy.image.io;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Image;

/**
 * The eight EXIF orientations: how stored rows and columns lie in the upright picture.
 *
 * @param transposed whether stored rows are the upright picture's columns
 * @param mirrorRows whether the upright picture's top row is stored last
 * @param mirrorColumns whether the upright picture's left column is stored last
 */
record Orientation(boolean transposed, boolean mirrorRows, boolean mirrorColumns) {
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** EXIF numbers 1 to 8; anything else is upright. */
  static Orientation ofExif(int number) {
    return switch (number) {
      case 2 -> new Orientation(false, false, true);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, true, false);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> UPRIGHT;
    };
  }

  /** What a file says about itself; upright where it says nothing or nothing readable. */
  static Orientation of(Path file, FileKind kind) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Metadata metadata =
          switch (kind) {
            case JPEG -> JpegMetadataReader.readMetadata(in, List.of(new ExifReader()));
            case PNG -> ofPng(in);
            case TIFF -> TiffMetadataReader.readMetadata(file.toFile());
            case GIF, NPY, ROI, OTHER -> new Metadata();
          };
      // A TIFF has one directory per page; the first page is the one that is read.
      ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer number =
          directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
      return number == null ? UPRIGHT : ofExif(number);
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      // The pixels were readable; damaged metadata is no reason to refuse them.
      return UPRIGHT;
    }
  }

  /**
   * Only the chunk that EXIF is in is looked at: texts and colour profiles grow to any size when
   * they are unpacked.
   */
  private static Metadata ofPng(InputStream in) throws IOException, ImageProcessingException {
    Metadata metadata = new Metadata();
    for (PngChunk chunk :
        new PngChunkReader().extract(new StreamReader(in), Set.of(PngChunkType.eXIf))) {
      new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata);
    }
    return metadata;
  }

  private Axes turned(Axes stored) {
    return transposed ? stored.transposed() : stored;
  }

  /** The upright picture; a change is noted. */
  Image apply(Image image, List<String> notes) {
    List<String> all = new ArrayList<>(image.notes());
    all.addAll(notes);
    if (equals(UPRIGHT)) {
      return image.noting(all);
    }
    all.add("turned upright, as the file's EXIF orientation says");
    int height = transposed ? image.width() : image.height();
    int width = transposed ? image.height() : image.width();
    float[] values = new float[image.values().length];
    int i = 0;
    for (int channel = 0; channel < image.channels(); channel++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          int first = transposed ? column : row;
          int second = transposed ? row : column;
          values[i++] =
              image.at(
                  channel,
                  mirrorRows ? image.height() - 1 - first : first,
                  mirrorColumns ? image.width() - 1 - second : second);
        }
      }
    }
    return new Image(new Field(turned(image.axes()), image.channels(), values, image.range(), all));
  }
}
