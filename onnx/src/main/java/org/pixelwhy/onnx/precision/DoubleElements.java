package org.pixelwhy.onnx.precision;

import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/** Activations, normalisations, and what takes the mean or the largest of each feature map. */
final class DoubleElements {
  private DoubleElements() {}

  static Optional<String> leakyRelu(Site site) {
    Ops ops = site.ops();
    String slope = ops.scalar(site.node().floatAttribute("alpha", 0.01f));
    return Optional.of(ops.add(positive(site), ops.mul(slope, negative(site))));
  }

  static Optional<String> pRelu(Site site) {
    return Optional.of(
        site.ops().add(positive(site), site.ops().mul(site.input(1), negative(site))));
  }

  static Optional<String> elu(Site site) {
    return Optional.of(exponential(site, site.node().floatAttribute("alpha", 1), 1));
  }

  static Optional<String> celu(Site site) {
    double alpha = site.node().floatAttribute("alpha", 1);
    return Optional.of(exponential(site, alpha, alpha));
  }

  static Optional<String> selu(Site site) {
    double alpha = site.node().floatAttribute("alpha", 1.67326319217681884765625f);
    double gamma = site.node().floatAttribute("gamma", 1.05070102214813232421875f);
    return Optional.of(site.ops().scale(exponential(site, alpha, 1), gamma));
  }

  /** {@code max(x, 0) + alpha (exp(min(x, 0) / width) - 1)}. */
  private static String exponential(Site site, double alpha, double width) {
    Ops ops = site.ops();
    String power = ops.op("Exp", ops.scale(negative(site), 1 / width));
    return ops.add(positive(site), ops.scale(ops.sub(power, ops.scalar(1)), alpha));
  }

  static Optional<String> softplus(Site site) {
    return Optional.of(softplusOf(site));
  }

  static Optional<String> mish(Site site) {
    String gate = site.ops().op("Tanh", softplusOf(site));
    return Optional.of(site.ops().mul(site.input(0), gate));
  }

  /** {@code max(x, 0) + log(1 + exp(-|x|))}. */
  private static String softplusOf(Site site) {
    Ops ops = site.ops();
    String power = ops.op("Exp", ops.neg(ops.op("Abs", site.input(0))));
    return ops.add(positive(site), ops.op("Log", ops.add(power, ops.scalar(1))));
  }

  static Optional<String> softsign(Site site) {
    Ops ops = site.ops();
    String divisor = ops.add(ops.op("Abs", site.input(0)), ops.scalar(1));
    return Optional.of(ops.div(site.input(0), divisor));
  }

  static Optional<String> hardSigmoid(Site site) {
    double alpha = site.node().floatAttribute("alpha", 0.2f);
    double beta = site.node().floatAttribute("beta", 0.5f);
    return Optional.of(ramp(site, alpha, beta));
  }

  static Optional<String> hardSwish(Site site) {
    return Optional.of(site.ops().mul(site.input(0), ramp(site, 1 / 6.0, 0.5)));
  }

  static Optional<String> globalAverage(Site site) {
    return Optional.of(overMaps(site, "ReduceMean", site.input(0)));
  }

  static Optional<String> globalMaximum(Site site) {
    return Optional.of(overMaps(site, "ReduceMax", site.input(0)));
  }

  /** Over each feature map, or over groups of them. */
  static Optional<String> normalization(Site site) {
    Ops ops = site.ops();
    Shape shape = site.inputShape(0);
    long groups = site.node().intAttribute("num_groups", shape.dim(1));
    Shape grouped = Shape.of(shape.dim(0), groups, shape.size() / (shape.dim(0) * groups));
    String x = ops.reshape(site.input(0), grouped);
    String deviations = ops.sub(x, meanOfGroups(ops, x));
    String variance = meanOfGroups(ops, ops.square(deviations));
    String epsilon = ops.scalar(site.node().floatAttribute("epsilon", 1e-5f));
    String standardized = ops.div(deviations, ops.op("Sqrt", ops.add(variance, epsilon)));
    String scaled = ops.mul(ops.reshape(standardized, shape), perChannel(site, 1));
    return Optional.of(ops.add(scaled, perChannel(site, 2)));
  }

  private static String meanOfGroups(Ops ops, String grouped) {
    return ops.op("ReduceMean", Map.of("keepdims", 1), grouped, ops.longs(2));
  }

  private static String perChannel(Site site, int input) {
    long[] dims = LongStream.generate(() -> 1).limit(site.inputShape(0).rank() - 1).toArray();
    dims[0] = site.inputShape(0).dim(1);
    return site.ops().reshape(site.input(input), dims);
  }

  private static String overMaps(Site site, String reduction, String tensor) {
    long[] axes = LongStream.range(2, site.inputShape(0).rank()).toArray();
    return site.ops().op(reduction, Map.of("keepdims", 1), tensor, site.ops().longs(axes));
  }

  private static String ramp(Site site, double alpha, double beta) {
    Ops ops = site.ops();
    String line = ops.add(ops.mul(site.input(0), ops.scalar(alpha)), ops.scalar(beta));
    return ops.op("Min", ops.op("Max", line, ops.scalar(0)), ops.scalar(1));
  }

  private static String positive(Site site) {
    return site.ops().op("Max", site.input(0), site.ops().scalar(0));
  }

  private static String negative(Site site) {
    return site.ops().op("Min", site.input(0), site.ops().scalar(0));
  }
}
