package org.pixelwhy.attribution.relevance;

import org.pixelwhy.onnx.autodiff.Ops;

/**
 * Shares in proportion to contributions that treat inputs above and below zero by different
 * weights.
 *
 * @param above weights for {@code x+}
 * @param below weights for {@code x-}
 */
record SignedShare(LinearLayer layer, String above, String below) {
  /** Name of the input's relevance; the bias, empty if there is none, takes its share. */
  String share(String relevance, String bias) {
    Ops ops = layer.ops();
    String positive = layer.isNonNegative() ? layer.input() : layer.positive(layer.input());
    String z = layer.apply(positive, above, bias);
    if (layer.isNonNegative()) {
      String s = Stabilized.quotient(ops, relevance, z, LrpRule.STABILIZER);
      return ops.mul(positive, layer.transpose(s, above));
    }
    String negative = layer.negative(layer.input());
    z = ops.add(z, layer.apply(negative, below, ""));
    String s = Stabilized.quotient(ops, relevance, z, LrpRule.STABILIZER);
    return ops.add(
        ops.mul(positive, layer.transpose(s, above)), ops.mul(negative, layer.transpose(s, below)));
  }
}
