package org.pixelwhy.app.pages;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.pixelwhy.image.io.PngWriter;
import org.pixelwhy.medical.DicomFile;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;

/**
 * The files that pages speak of, in one folder: {@code unet.onnx} and {@code cells.png} of the
 * pages are the shipped network and image under these names. What pages of the future speak of goes
 * here.
 */
final class Props {
  /** What is taken from ../shared where that is there; pages that name one are skipped without. */
  static final Map<String, String> SHARED =
      Map.of("ct-dicom", "ct-totalsegmentator/example_ct_dicom");

  private static final Path EXAMPLE = Pages.ROOT.resolve("docs/example");
  private static final Path DATA = Pages.ROOT.resolveSibling("shared").resolve("data");

  /** Enough for the slices that pages name. */
  private static final int SIDE = 48;

  private static final int ROWS = 210;

  private final Path folder;

  private Props(Path folder) {
    this.folder = folder;
  }

  static boolean hasShared(String name) {
    return Files.exists(DATA.resolve(SHARED.get(name)));
  }

  static void lay(Path folder) throws IOException {
    Props props = new Props(folder);
    Files.createSymbolicLink(folder.resolve("docs"), Pages.ROOT.resolve("docs"));
    for (Map.Entry<String, String> shared : SHARED.entrySet()) {
      if (hasShared(shared.getKey())) {
        Files.createSymbolicLink(folder.resolve(shared.getKey()), DATA.resolve(shared.getValue()));
      }
    }
    props.networks();
    props.pictures();
    props.volumes();
  }

  private void networks() throws IOException {
    Graph graph = OnnxReader.read(EXAMPLE.resolve("testnet.onnx")).graph();
    String card = graph.metadata().get("pixelwhy.card");
    for (Map.Entry<String, String> network :
        Map.of("unet", "nucleus", "net", "nucleus", "liver", "liver").entrySet()) {
      String named = card.replace("classes: [segment]", "classes: [" + network.getValue() + "]");
      Graph renamed = graph.edit().metadata("pixelwhy.card", named).build();
      OnnxWriter.write(renamed, folder.resolve(network.getKey() + ".onnx"));
    }
  }

  private void pictures() throws IOException {
    Files.createDirectories(folder.resolve("data/images"));
    Files.copy(EXAMPLE.resolve("testnet.png"), folder.resolve("data/images/testnet-00000.png"));
    BufferedImage large = scaled(480, 140);
    for (String name : List.of("cells.png", "polyp.png")) {
      PngWriter.write(folder.resolve(name), large);
    }
    BufferedImage truth = new BufferedImage(480, 140, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 60; y < 100; y++) {
      for (int x = 60; x < 160; x++) {
        truth.setRGB(x, y, 0xffffff);
      }
    }
    for (String name : List.of("a.png", "b.png")) {
      for (String images : List.of("cells", "images")) {
        Files.createDirectories(folder.resolve(images));
        PngWriter.write(folder.resolve(images).resolve(name), large);
      }
      for (String masks : List.of("cells-truth", "masks")) {
        Files.createDirectories(folder.resolve(masks));
        PngWriter.write(folder.resolve(masks).resolve(name), truth);
      }
    }
  }

  /** The shipped image; at 480 x 140 the triangle lies where pages point at it: 120,80. */
  private static BufferedImage scaled(int width, int height) throws IOException {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = scaled.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(ImageIO.read(EXAMPLE.resolve("testnet.png").toFile()), 0, 0, width, height, null);
    pen.dispose();
    return scaled;
  }

  /** The shipped image in every slice that pages name, so that something is predicted there. */
  private void volumes() throws IOException {
    Raster picture = scaled(SIDE, SIDE).getRaster();
    int[] dims = {SIDE, SIDE, SIDE};
    short[] voxels = new short[SIDE * SIDE * SIDE];
    byte[] labels = new byte[voxels.length];
    for (int i = 0; i < voxels.length; i++) {
      // Rows go to the front, and slices to the head.
      int x = i % SIDE;
      int y = i / SIDE % SIDE;
      voxels[i] = (short) picture.getSample(SIDE - 1 - x, SIDE - 1 - y, 0);
      labels[i] = (byte) (inTheMiddle(x) && inTheMiddle(y) ? 2 : 0);
    }
    NiftiFile.shorts(dims, voxels).write(folder.resolve("ct.nii.gz"));
    NiftiFile.bytes(dims, labels).write(folder.resolve("tumour.nii.gz"));
    Files.createDirectories(folder.resolve("series"));
    for (int z = 0; z < SIDE; z++) {
      short[] rows = new short[ROWS * SIDE];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (short) picture.getSample(i % SIDE, SIDE - 1 - z, 0);
      }
      DicomFile.slice(ROWS, SIDE, 5.0 * z, rows).write(folder.resolve("series/" + z + ".dcm"));
    }
    DicomFile.slice(SIDE, SIDE, 0, Arrays.copyOf(voxels, SIDE * SIDE))
        .write(folder.resolve("slice.dcm"));
    Files.writeString(
        folder.resolve("params.yaml"), "imageType: {Original: {}}\nsetting: {binWidth: 25}\n");
  }

  private static boolean inTheMiddle(int place) {
    return place > SIDE / 3 && place < SIDE / 2;
  }
}
