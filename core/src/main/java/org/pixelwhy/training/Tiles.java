package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Runs a network over an image of any size in parts of one size.
 *
 * <p>Parts overlap by at least a quarter of their extent and lie evenly; each pixel's logits come
 * from the part in which it lies farther from the edge. Where the image is smaller than a part, its
 * edge pixels go on beyond it. All of it follows from the sizes alone.
 *
 * @param size rows and columns of a part
 * @param batch parts per run of the network, at least 1
 */
record Tiles(Size size, int batch) {
  Tiles {
    if (batch < 1) {
      throw new InputException(
          Text.format("illegal number of parts per run: %d, must be at least 1", batch));
    }
  }

  /** Where parts begin along an axis, and which positions are taken from each. */
  private record Line(int[] starts, int[] firsts) {
    static Line of(int extent, int part) {
      int spare = Math.max(0, extent - part);
      int step = Math.max(1, part - (part + 3) / 4);
      int count = (spare + step - 1) / step + 1;
      int[] starts = new int[count];
      int[] firsts = new int[count + 1];
      for (int i = 1; i < count; i++) {
        starts[i] = (int) ((long) i * spare / (count - 1));
        firsts[i] = (starts[i] + starts[i - 1] + part) / 2;
      }
      firsts[count] = extent;
      return new Line(starts, firsts);
    }

    int count() {
      return starts.length;
    }

    int extent() {
      return firsts[count()];
    }
  }

  /**
   * The same as a network that takes whole images, one at a time.
   *
   * @param network gives the logits {@code [B,K,h,w]} of parts {@code [B,C,h,w]}
   * @return gives the logits {@code [1,K,H,W]} of an image {@code [1,C,H,W]}
   */
  UnaryOperator<Tensor> over(UnaryOperator<Tensor> network) {
    return image -> logits(network, image);
  }

  private Tensor logits(UnaryOperator<Tensor> network, Tensor image) {
    Shape shape = image.shape();
    Line down = Line.of((int) shape.dim(2), size.height());
    Line across = Line.of((int) shape.dim(3), size.width());
    List<int[]> parts = new ArrayList<>();
    for (int i = 0; i < down.count(); i++) {
      for (int j = 0; j < across.count(); j++) {
        parts.add(new int[] {i, j});
      }
    }
    float[] values = image.toFloats();
    float[] whole = new float[0];
    int classes = 0;
    for (int first = 0; first < parts.size(); first += batch) {
      List<int[]> some = parts.subList(first, Math.min(parts.size(), first + batch));
      Tensor found = network.apply(cut(values, some, down, across));
      if (classes == 0) {
        classes = (int) found.shape().dim(1);
        whole = new float[Math.toIntExact(classes * shape.dim(2) * shape.dim(3))];
      }
      paste(found, some, new Line[] {down, across}, whole);
    }
    return Tensor.of(whole, 1, classes, shape.dim(2), shape.dim(3));
  }

  private Tensor cut(float[] source, List<int[]> parts, Line down, Line across) {
    int height = down.extent();
    int width = across.extent();
    int channels = source.length / (height * width);
    float[] values = new float[parts.size() * channels * size.height() * size.width()];
    int at = 0;
    for (int[] part : parts) {
      for (int channel = 0; channel < channels; channel++) {
        for (int i = 0; i < size.height(); i++) {
          int row = Math.min(down.starts()[part[0]] + i, height - 1);
          for (int j = 0; j < size.width(); j++) {
            int column = Math.min(across.starts()[part[1]] + j, width - 1);
            values[at++] = source[(channel * height + row) * width + column];
          }
        }
      }
    }
    return Tensor.of(values, parts.size(), channels, size.height(), size.width());
  }

  private void paste(Tensor found, List<int[]> parts, Line[] lines, float[] whole) {
    int classes = (int) found.shape().dim(1);
    int height = lines[0].extent();
    int width = lines[1].extent();
    float[] logits = found.toFloats();
    for (int n = 0; n < parts.size(); n++) {
      int i = parts.get(n)[0];
      int j = parts.get(n)[1];
      for (int k = 0; k < classes; k++) {
        for (int row = lines[0].firsts()[i]; row < lines[0].firsts()[i + 1]; row++) {
          int from = lines[1].firsts()[j];
          int source =
              ((n * classes + k) * size.height() + row - lines[0].starts()[i]) * size.width()
                  + from
                  - lines[1].starts()[j];
          System.arraycopy(
              logits,
              source,
              whole,
              (k * height + row) * width + from,
              lines[1].firsts()[j + 1] - from);
        }
      }
    }
  }
}
