package org.pixelwhy.onnx.blocked;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Weights [M,C,h,w] of floats in the order that blocked convolutions read them in: {@code
 * [M/b,C/b,h,w,b,b]}, channels of the input before those of the output, or {@code [M/b,C,h,w,b]}
 * where C is below b.
 */
final class BlockedWeights {
  private BlockedWeights() {}

  static Tensor of(Tensor plain, int block) {
    Shape shape = plain.shape();
    int outputs = (int) shape.dim(0);
    int inputs = (int) shape.dim(1);
    int kernel = (int) (shape.dim(2) * shape.dim(3));
    int inner = inputs < block ? 1 : block;
    FloatBuffer source = plain.bytes().asFloatBuffer();
    ByteBuffer bytes = Tensor.allocate(DataType.FLOAT, shape);
    FloatBuffer target = bytes.asFloatBuffer();
    float[] from = new float[block * inputs * kernel];
    float[] to = new float[from.length];
    for (int m = 0; m < outputs; m += block) {
      source.get(from);
      int at = 0;
      for (int c = 0; c < inputs; c += inner) {
        for (int k = 0; k < kernel; k++) {
          for (int i = 0; i < inner; i++) {
            for (int o = 0; o < block; o++) {
              to[at++] = from[(o * inputs + c + i) * kernel + k];
            }
          }
        }
      }
      target.put(to);
    }
    return Tensor.of(DataType.FLOAT, shape, bytes);
  }
}
