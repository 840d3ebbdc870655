package org.pixelwhy.data.synthetic;

import java.util.function.IntToDoubleFunction;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;

/** A square grey picture being made. */
final class GreyCanvas {
  private final int size;
  private float[] values;

  GreyCanvas(int size, IntToDoubleFunction grey) {
    this.size = size;
    this.values = new float[size * size];
    paint(Mask.full(size, size), grey);
  }

  /** Gives each pixel of a mask a grey, by its number in C order. */
  void paint(Mask mask, IntToDoubleFunction grey) {
    for (int i : mask.indices()) {
      values[i] = (float) grey.applyAsDouble(i);
    }
  }

  /** Adds to each pixel of a mask. */
  void add(Mask mask, IntToDoubleFunction grey) {
    for (int i : mask.indices()) {
      values[i] += (float) grey.applyAsDouble(i);
    }
  }

  /** Blurs by [1 2 1] / 4 along rows and columns, as optics do. */
  void soften() {
    float[] across = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int column = i % size;
      float left = values[column == 0 ? i : i - 1];
      float right = values[column == size - 1 ? i : i + 1];
      across[i] = (left + 2 * values[i] + right) / 4;
    }
    float[] both = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      float above = across[i < size ? i : i - size];
      float below = across[i >= values.length - size ? i : i + size];
      both[i] = (above + 2 * across[i] + below) / 4;
    }
    values = both;
  }

  /** The picture in 8 bits. */
  Image image() {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = Math.round(Math.max(0, Math.min(255, values[i])));
    }
    return new Image(1, size, size, rounded, 255);
  }
}
