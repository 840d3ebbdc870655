package org.pixelwhy.report.dream;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.dream.PictureSpace;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.ContactSheet;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.dream.KeptFrame;
import org.pixelwhy.study.dream.NetworkDream;

/** Frames of a dream: as a strip, image over mask, and to be played. */
final class DreamPictures {
  private static final int SHOWN = 6;
  private static final int CELL = 200;
  private static final int CROSS = 0xffd40000;
  private static final int RIM = 0xffffffff;

  private final NetworkDream network;
  private final int height;
  private final int width;
  private final DreamFrames frames;
  private final int factor;

  DreamPictures(NetworkDream network) {
    this.network = network;
    this.height = network.setting().geometry().inputHeight();
    this.width = network.setting().geometry().inputWidth();
    this.frames =
        new DreamFrames(network.setting().channels(), height, width, network.setting().range());
    this.factor = frames.factor();
  }

  /** Images above, masks below, at steps evenly spread; the neuron is marked in the first. */
  Picture strip() {
    List<ContactSheet.Entry> images = new ArrayList<>();
    List<ContactSheet.Entry> masks = new ArrayList<>();
    for (KeptFrame frame : chosen()) {
      Picture picture = picture(frame);
      images.add(
          new ContactSheet.Entry(
              "step " + frame.step(), images.isEmpty() ? marked(picture) : picture));
      masks.add(new ContactSheet.Entry(frame.mask().count() + " pixels", mask(frame.mask())));
    }
    return new ContactSheet(images.size(), CELL, 10)
        .drawGroups(
            List.of(
                new ContactSheet.Group(network.name(), images), new ContactSheet.Group("", masks)));
  }

  private List<KeptFrame> chosen() {
    List<KeptFrame> frames = network.frames();
    int count = Math.min(SHOWN, frames.size());
    List<KeptFrame> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(frames.get(count == 1 ? 0 : i * (frames.size() - 1) / (count - 1)));
    }
    return chosen;
  }

  /** All frames that were kept, the border of the mask drawn in. */
  List<Picture> film() {
    return network.frames().stream()
        .map(frame -> frames.outlined(coloured(frame), frame.mask()))
        .toList();
  }

  private Picture picture(KeptFrame frame) {
    return frames.picture(coloured(frame)).enlarged(factor);
  }

  private float[] coloured(KeptFrame frame) {
    return PictureSpace.coloured(network.setting().model().card(), frame.picture());
  }

  private Picture mask(Mask mask) {
    int[] pixels = new int[height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = mask.get(i) ? 0xffffffff : 0xff000000;
    }
    return new Picture(height, width, pixels).enlarged(factor);
  }

  /** A red cross on the middle of the neuron, with a white rim. */
  private Picture marked(Picture picture) {
    int[] pixels = picture.argb().clone();
    double[] at = network.middle();
    int row = (int) (at[0] * height * factor);
    int column = (int) (at[1] * width * factor);
    int arm = Math.max(4, picture.width() / 28);
    for (int pass = 0; pass < 2; pass++) {
      int half = pass == 0 ? 2 : 1;
      for (int along = -arm; along <= arm; along++) {
        for (int across = -half; across <= half; across++) {
          dot(picture, pixels, row + along, column + across, pass == 0 ? RIM : CROSS);
          dot(picture, pixels, row + across, column + along, pass == 0 ? RIM : CROSS);
        }
      }
    }
    return new Picture(picture.height(), picture.width(), pixels);
  }

  private static void dot(Picture picture, int[] pixels, int row, int column, int argb) {
    if (row >= 0 && row < picture.height() && column >= 0 && column < picture.width()) {
      pixels[row * picture.width() + column] = argb;
    }
  }
}
