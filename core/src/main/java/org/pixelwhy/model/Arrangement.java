package org.pixelwhy.model;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * How a tensor holds a feature map, and how it is laid out as {@code [N,F,h,w]}: that is what it
 * has already, or its features come last, {@code [N,h,w,F]}, or its positions are tokens, {@code
 * [N,T,F]} or {@code [N,F,T]}, each a patch of the image in rows from the upper left; class tokens
 * before the patches, and what else stands beside them, are left out. Volumes likewise.
 *
 * @param tensor the tensor's own shape
 * @param features {@code [N,F,h,w]}
 * @param last whether features are the last axis rather than axis 1
 * @param skipped how many tokens stand before those of the patches
 */
public record Arrangement(Shape tensor, Shape features, boolean last, int skipped) {
  /** Of a tensor that is {@code [N,F,h,w]} already. */
  static Arrangement plain(Shape shape) {
    return new Arrangement(shape, shape, false, 0);
  }

  /** Whether the tensor is {@code [N,F,h,w]} already. */
  public boolean isPlain() {
    return tensor.equals(features);
  }

  private int count() {
    return Math.toIntExact(features.dim(1));
  }

  private int patches() {
    return Math.toIntExact(features.size() / (features.dim(0) * features.dim(1)));
  }

  private int tokens() {
    return Math.toIntExact(tensor.size() / (tensor.dim(0) * features.dim(1)));
  }

  /**
   * Values laid out as {@code [N,F,h,w]}.
   *
   * @param values of the tensor's shape, for any N
   */
  public Tensor layOut(Tensor values) {
    if (isPlain()) {
      return values;
    }
    float[] own = values.toFloats();
    int batch = Math.toIntExact(values.shape().dim(0));
    float[] laidOut = new float[batch * count() * patches()];
    for (int i = 0; i < laidOut.length; i++) {
      laidOut[i] = own[place(i)];
    }
    return Tensor.of(laidOut, features.with(0, batch).dims());
  }

  /**
   * The inverse: the tensor with other values at the patches.
   *
   * @param laidOut {@code [N,F,h,w]}
   * @param rest the tensor's own values, which other tokens keep
   */
  public Tensor putBack(Tensor laidOut, Tensor rest) {
    if (isPlain()) {
      return laidOut;
    }
    float[] values = rest.toFloats();
    float[] own = laidOut.toFloats();
    for (int i = 0; i < own.length; i++) {
      values[place(i)] = own[i];
    }
    return Tensor.of(values, rest.shape().dims());
  }

  /** Where element i of the map lies in the tensor. */
  private int place(int i) {
    int token = skipped + i % patches();
    int feature = i / patches() % count();
    int image = i / patches() / count();
    return last
        ? (image * tokens() + token) * count() + feature
        : (image * count() + feature) * tokens() + token;
  }

  /** Appends what lays a tensor of any N out as {@code [N,F,h,w]}; gives its name. */
  public String layOut(Ops ops, String name) {
    if (isPlain()) {
      return name;
    }
    String flat =
        last ? ops.reshape(name, -1, tokens(), count()) : ops.reshape(name, -1, count(), tokens());
    String cut =
        patches() == tokens()
            ? flat
            : ops.slice(flat, last ? 1 : 2, skipped, (long) skipped + patches());
    String first = last ? ops.transpose(cut, 0, 2, 1) : cut;
    long[] dims = features.dims();
    dims[0] = -1;
    return ops.reshape(first, dims);
  }
}
