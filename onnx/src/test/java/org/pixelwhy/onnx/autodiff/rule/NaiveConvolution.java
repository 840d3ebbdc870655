package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.tensor.Tensor;

/**
 * Two-dimensional convolution by plain loops in double: the twin of what {@link Convolution}
 * appends.
 *
 * @param weight [M,C/g,kh,kw]
 * @param pads before the first row and column
 */
record NaiveConvolution(Tensor weight, long groups, long[] strides, long[] dilations, long[] pads) {

  private interface Term {
    void add(int x, int weight, int y);
  }

  /** y [N,M,OH,OW] from x [N,C,H,W]. */
  double[] apply(Tensor x, long... outputShape) {
    double[] y = new double[Tensor.filled(x.type(), 0, outputShape).size()];
    visit(x.shape().dims(), outputShape, (i, w, o) -> y[o] += x.get(i) * weight.get(w));
    return y;
  }

  /** dx [N,C,H,W] from dy [N,M,OH,OW]. */
  double[] inputGradient(Tensor dy, long... inputShape) {
    double[] dx = new double[Tensor.filled(dy.type(), 0, inputShape).size()];
    visit(inputShape, dy.shape().dims(), (i, w, o) -> dx[i] += dy.get(o) * weight.get(w));
    return dx;
  }

  private void visit(long[] x, long[] y, Term term) {
    long inner = x[1] / groups;
    long outer = y[1] / groups;
    for (long n = 0; n < x[0]; n++) {
      for (long m = 0; m < y[1]; m++) {
        for (long c = 0; c < inner; c++) {
          long[] planes = {n * x[1] + m / outer * inner + c, m * inner + c, n * y[1] + m};
          visitPlane(planes, x, y, term);
        }
      }
    }
  }

  private void visitPlane(long[] planes, long[] x, long[] y, Term term) {
    long kernelHeight = weight.shape().dim(2);
    long kernelWidth = weight.shape().dim(3);
    for (long oh = 0; oh < y[2]; oh++) {
      for (long ow = 0; ow < y[3]; ow++) {
        for (long kh = 0; kh < kernelHeight; kh++) {
          for (long kw = 0; kw < kernelWidth; kw++) {
            long h = oh * strides[0] + kh * dilations[0] - pads[0];
            long w = ow * strides[1] + kw * dilations[1] - pads[1];
            if (h >= 0 && h < x[2] && w >= 0 && w < x[3]) {
              term.add(
                  (int) ((planes[0] * x[2] + h) * x[3] + w),
                  (int) ((planes[1] * kernelHeight + kh) * kernelWidth + kw),
                  (int) ((planes[2] * y[2] + oh) * y[3] + ow));
            }
          }
        }
      }
    }
  }
}
