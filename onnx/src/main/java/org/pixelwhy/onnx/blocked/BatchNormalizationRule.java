package org.pixelwhy.onnx.blocked;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;

/**
 * Batch normalisation, {@code y = scale (x - mean) / sqrt(variance + epsilon) + bias}: with given
 * statistics, or with the batch's, where the running averages keep nothing of their old values.
 */
final class BatchNormalizationRule implements BlockedRule {
  private static final int SCALE = 1;
  private static final int BIAS = 2;
  private static final int GIVEN_MEAN = 3;
  private static final int GIVEN_VARIANCE = 4;
  private static final int MEAN = 1;
  private static final int VARIANCE = 2;

  @Override
  public boolean append(Site site) {
    Node node = site.node();
    boolean training = node.intAttribute("training_mode", 0) == 1;
    if (!site.isBlocked(0) || training && node.floatAttribute("momentum", 0.9f) != 0) {
      return false;
    }
    if (training) {
      ofTheBatch(site);
    } else {
      String centred = centred(site, site.plainInput(GIVEN_MEAN));
      normalise(site, centred, site.plainInput(GIVEN_VARIANCE));
    }
    return true;
  }

  private static void ofTheBatch(Site site) {
    Shape shape = site.inputShape(0);
    String mean = site.blocked().channelMeans(site.blockedInput(0), shape);
    String centred = centred(site, mean);
    String variance = site.blocked().channelMeans(site.ops().square(centred), shape);
    normalise(site, centred, variance);
    if (site.node().hasOutput(MEAN)) {
      site.makePlain(MEAN, mean);
      // The gradient reads it again.
      site.forms().centred(site.node().input(0), site.node().output(MEAN), centred);
    }
    if (site.node().hasOutput(VARIANCE)) {
      site.makePlain(VARIANCE, variance);
    }
  }

  private static String centred(Site site, String mean) {
    long channels = site.inputShape(0).dim(1);
    return site.blocked().affine(site.blockedInput(0), channels, "", site.ops().neg(mean));
  }

  private static void normalise(Site site, String centred, String variance) {
    Ops ops = site.ops();
    double epsilon = site.node().floatAttribute("epsilon", 1e-5f);
    String root = ops.op("Sqrt", ops.add(variance, ops.scalar(epsilon)));
    String scale = ops.div(site.plainInput(SCALE), root);
    long channels = site.inputShape(0).dim(1);
    site.makeBlocked(0, site.blocked().affine(centred, channels, scale, site.plainInput(BIAS)));
  }
}
