package org.pixelwhy.app.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture with a bright square. */
public final class SquarePicture {
  private SquarePicture() {}

  /** Writes it into a folder. */
  public static Path in(Path folder) throws IOException {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    image.createGraphics().fillRect(8, 8, 12, 12);
    Path file = folder.resolve("square.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
