package org.pixelwhy.report.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.pixelwhy.render.Picture;

class GifFilmTest {
  private static Picture plain(int argb) {
    int[] pixels = new int[6];
    Arrays.fill(pixels, argb);
    return new Picture(2, 3, pixels);
  }

  private static ImageReader reader(byte[] gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
    return reader;
  }

  @Test
  void allPicturesAreInTheFileInTheirOrder() throws IOException {
    ImageReader reader =
        reader(GifFilm.of(List.of(plain(0xff000000), plain(0xffe69f00), plain(0xffffffff)), 12));
    assertEquals(3, reader.getNumImages(true));
    assertEquals(0xff000000, reader.read(0).getRGB(1, 1));
    assertEquals(0xffe69f00, reader.read(1).getRGB(1, 1));
    assertEquals(0xffffffff, reader.read(2).getRGB(2, 0));
  }

  @Test
  void theLastPictureIsShownLongest() throws IOException {
    ImageReader reader = reader(GifFilm.of(List.of(plain(0xff000000), plain(0xffffffff)), 12));
    assertEquals("12", delay(reader, 0));
    assertEquals("120", delay(reader, 1));
  }

  private static String delay(ImageReader reader, int image) throws IOException {
    IIOMetadataNode root =
        (IIOMetadataNode) reader.getImageMetadata(image).getAsTree("javax_imageio_gif_image_1.0");
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    return control.getAttribute("delayTime");
  }
}
