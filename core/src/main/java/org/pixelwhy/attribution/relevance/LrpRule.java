package org.pixelwhy.attribution.relevance;

import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How a linear layer {@code z_k = sum_j x_j w_jk + b_k} shares out the relevance of its outputs
 * among its inputs. {@code a+} is {@code max(a, 0)}, {@code a-} is {@code min(a, 0)}; denominators
 * are moved away from zero by 1e-6, or by the rule's own epsilon.
 */
public sealed interface LrpRule {
  /** What denominators are moved by in rules that have no epsilon of their own. */
  double STABILIZER = 1e-6;

  /** Name of the relevance of a layer's input, from that of its output. */
  String share(LinearLayer layer, String relevance);

  /**
   * {@code R_j = sum_k x_j w_jk / (z_k + epsilon sign(z_k)) R_k}. The bias takes its share, which
   * is lost.
   */
  record Epsilon(double epsilon) implements LrpRule {
    public Epsilon {
      requirePositive("epsilon", epsilon);
    }

    @Override
    public String share(LinearLayer layer, String relevance) {
      String s = Stabilized.quotient(layer.ops(), relevance, layer.output(), epsilon);
      return layer.ops().mul(layer.input(), layer.transpose(s, layer.weight()));
    }
  }

  /**
   * Contributions of the output's own sign count more: where {@code z_k > 0}, {@code R_j = sum_k
   * c_jk / (sum_i c_ik + b_k + gamma b_k+) R_k} with {@code c_jk = x_j w_jk + gamma (x_j w_jk)+};
   * where {@code z_k < 0} the same with {@code -} for {@code +}.
   *
   * <p>For inputs and outputs above zero this is the rule of Montavon et al. (2019); the paper
   * leaves other signs open, and they do occur in decoders and before the output.
   */
  record Gamma(double gamma) implements LrpRule {
    public Gamma {
      requirePositive("gamma", gamma);
    }

    @Override
    public String share(LinearLayer layer, String relevance) {
      Ops ops = layer.ops();
      String zero = ops.scalar(0);
      String z = layer.output();
      String above = layer.plus(layer.weight(), gamma, layer.positive(layer.weight()));
      String below = layer.plus(layer.weight(), gamma, layer.negative(layer.weight()));
      SignedShare up = new SignedShare(layer, above, below);
      SignedShare down = new SignedShare(layer, below, above);
      String biasUp = layer.plus(layer.bias(), gamma, layer.positive(layer.bias()));
      String biasDown = layer.plus(layer.bias(), gamma, layer.negative(layer.bias()));
      String upper = ops.where(ops.op("Greater", z, zero), relevance, zero);
      String lower = ops.where(ops.op("Less", z, zero), relevance, zero);
      return ops.add(up.share(upper, biasUp), down.share(lower, biasDown));
    }
  }

  /**
   * {@code R_j = sum_k (alpha (x_j w_jk)+ / (sum_i (x_i w_ik)+ + b_k+) - beta (x_j w_jk)- / (sum_i
   * (x_i w_ik)- + b_k-)) R_k}, {@code alpha - beta = 1}.
   */
  record AlphaBeta(double alpha, double beta) implements LrpRule {
    public AlphaBeta {
      if (!(alpha >= 1 && beta >= 0 && Math.abs(alpha - beta - 1) < 1e-9)) {
        throw new InputException(
            Text.format(
                "illegal LRP alpha %s and beta %s: alpha - beta must be 1 and beta 0 or more",
                alpha, beta));
      }
    }

    @Override
    public String share(LinearLayer layer, String relevance) {
      Ops ops = layer.ops();
      String up = layer.positive(layer.weight());
      String down = layer.negative(layer.weight());
      String gains =
          new SignedShare(layer, up, down).share(relevance, layer.positive(layer.bias()));
      if (beta == 0) {
        return gains;
      }
      String losses =
          new SignedShare(layer, down, up).share(relevance, layer.negative(layer.bias()));
      return ops.sub(ops.scale(gains, alpha), ops.scale(losses, beta));
    }
  }

  /** Every input of a window gets the same share, whatever its value and weight; no bias. */
  record Flat() implements LrpRule {
    @Override
    public String share(LinearLayer layer, String relevance) {
      return layer.shareOut(relevance, layer.ones(layer.weight()));
    }
  }

  /** {@code R_j = sum_k w_jk^2 / (sum_i w_ik^2) R_k}; no bias. */
  record WSquare() implements LrpRule {
    @Override
    public String share(LinearLayer layer, String relevance) {
      return layer.shareOut(relevance, layer.ops().square(layer.weight()));
    }
  }

  /**
   * z-B, for an input between the bounds l and h: {@code R_j = sum_k c_jk / (sum_i c_ik) R_k, c_jk
   * = x_j w_jk - l w_jk+ - h w_jk-}; no bias.
   *
   * @param bounds the least and greatest value that a preprocessed input can have; where they are
   *     not given, those that this image has
   */
  record Box(Optional<Bounds> bounds) implements LrpRule {
    /** The range of a preprocessed input. */
    public record Bounds(double low, double high) {
      public Bounds {
        if (!(low < high)) {
          throw new InputException(
              Text.format(
                  "illegal bounds of the input: %s to %s, low must be below high", low, high));
        }
      }
    }

    @Override
    public String share(LinearLayer layer, String relevance) {
      Ops ops = layer.ops();
      String x = layer.input();
      String low = bounds.map(b -> ops.scalar(b.low())).orElseGet(() -> ops.op("ReduceMin", x));
      String high = bounds.map(b -> ops.scalar(b.high())).orElseGet(() -> ops.op("ReduceMax", x));
      String l = ops.expand(low, layer.inputShape());
      String h = ops.expand(high, layer.inputShape());
      String up = layer.positive(layer.weight());
      String down = layer.negative(layer.weight());
      String linear = layer.apply(x, layer.weight(), "");
      String z = ops.sub(ops.sub(linear, layer.apply(l, up, "")), layer.apply(h, down, ""));
      String s = Stabilized.quotient(ops, relevance, z, STABILIZER);
      String share = ops.mul(x, layer.transpose(s, layer.weight()));
      share = ops.sub(share, ops.mul(l, layer.transpose(s, up)));
      return ops.sub(share, ops.mul(h, layer.transpose(s, down)));
    }
  }

  /** z+: positive contributions only. */
  static LrpRule zPlus() {
    return new AlphaBeta(1, 0);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new InputException(Text.format("illegal LRP %s: %s, must be above 0", name, value));
    }
  }
}
