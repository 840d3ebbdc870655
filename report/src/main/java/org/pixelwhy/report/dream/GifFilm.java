package org.pixelwhy.report.dream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.pixelwhy.render.Picture;

/** Pictures one after the other as an animated GIF file, which is played again and again. */
final class GifFilm {
  private static final String METADATA = "javax_imageio_gif_image_1.0";

  private GifFilm() {}

  /**
   * The bytes of the file.
   *
   * @param hundredths of a second that each picture is shown; the last one ten times as long
   */
  static byte[] of(List<Picture> pictures, int hundredths) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < pictures.size(); i++) {
        int shown = i == pictures.size() - 1 ? 10 * hundredths : hundredths;
        var image = pictures.get(i).bufferedImage();
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        time(metadata, shown, i == 0);
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can always be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static void time(IIOMetadata metadata, int hundredths, boolean first) throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(METADATA);
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Integer.toString(hundredths));
    control.setAttribute("transparentColorIndex", "0");
    replace(root, control);
    if (first) {
      IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
      IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(new byte[] {1, 0, 0});
      extensions.appendChild(loop);
      replace(root, extensions);
    }
    metadata.setFromTree(METADATA, root);
  }

  private static void replace(IIOMetadataNode root, IIOMetadataNode node) {
    for (int i = root.getLength() - 1; i >= 0; i--) {
      if (root.item(i).getNodeName().equals(node.getNodeName())) {
        root.removeChild(root.item(i));
      }
    }
    root.appendChild(node);
  }
}
