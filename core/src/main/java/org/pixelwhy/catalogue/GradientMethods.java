package org.pixelwhy.catalogue;

import java.util.List;
import java.util.Set;
import org.pixelwhy.attribution.gradient.Deconvolution;
import org.pixelwhy.attribution.gradient.GuidedBackprop;
import org.pixelwhy.attribution.gradient.InputXGradient;
import org.pixelwhy.attribution.gradient.IntegratedGradients;
import org.pixelwhy.attribution.gradient.Noise;
import org.pixelwhy.attribution.gradient.Noise.Range;
import org.pixelwhy.attribution.gradient.Quadrature;
import org.pixelwhy.attribution.gradient.Rectifier;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.attribution.gradient.SmoothGrad;
import org.pixelwhy.attribution.gradient.SmoothGrad.Statistic;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;

/** Methods that read the gradient at the input. */
final class GradientMethods {
  private static final int MOST = 1_000_000;

  private static final NamedOption<Integer> SAMPLES =
      NamedOption.whole(
          "samples", "noisy copies of the image", SmoothGrad.Options.SAMPLES, 1, MOST);
  private static final NamedOption<Double> SIGMA =
      NamedOption.atLeast(
          "sigma",
          "standard deviation of the noise, as a share of a range",
          SmoothGrad.Options.LEVEL,
          0);
  private static final NamedOption<Rules> RULES =
      NamedOption.choice("rules", "by which gradients are taken", List.of(Rules.values()));
  private static final NamedOption<Range> RANGE =
      NamedOption.choice(
          "range",
          "whose range sigma is a share of: the image's, or each channel's own",
          List.of(Range.IMAGE, Range.CHANNEL));
  private static final NamedOption<Integer> STEPS =
      NamedOption.whole("steps", "gradients on the way from the baseline", 32, 1, 10_000);
  private static final NamedOption<Quadrature> QUADRATURE =
      NamedOption.choice(
          "quadrature",
          "where on the way they are taken",
          List.of(Quadrature.GAUSS_LEGENDRE, Quadrature.RIEMANN));

  /** What is smoothed. */
  private enum Rules {
    PLAIN,
    GUIDED_BACKPROP
  }

  /** For methods that treat ReLUs in their own way. */
  static final NamedOption<Set<Rectifier>> RECTIFIERS =
      NamedOption.several("rectifiers", "operators that count as ReLU", Rectifier.RELU);

  static final List<Method> ALL =
      List.of(
          new Method(
              "saliency",
              "Saliency",
              Needs.GRADIENT,
              "How strongly the target reacts to each pixel: the gradient at the input.",
              "change of the target per unit of input, largest over channels",
              chosen -> new Saliency()),
          new Method(
              "input-x-gradient",
              "Input x gradient",
              Needs.GRADIENT,
              "What each pixel contributes to the target, to first order: the image times"
                  + " its gradient.",
              "contribution to first order, summed over channels",
              chosen -> new InputXGradient()),
          new Method(
              "smoothgrad",
              "SmoothGrad",
              Needs.GRADIENT,
              "Saliency with less noise: the gradient averaged over noisy copies of the"
                  + " image.",
              "mean change of the target per unit of input, largest over channels",
              List.of(SAMPLES, SIGMA, RANGE, RULES),
              chosen -> smoothGrad(Statistic.MEAN, chosen)),
          new Method(
              "smoothgrad-squared",
              "SmoothGrad, squared",
              Needs.GRADIENT,
              "Which pixels move the target in any direction: the mean square of the"
                  + " gradient under noise.",
              "mean squared change per unit of input, largest over channels",
              List.of(SAMPLES, SIGMA, RANGE, RULES),
              chosen -> smoothGrad(Statistic.SQUARE, chosen)),
          new Method(
              "vargrad",
              "VarGrad",
              Needs.GRADIENT,
              "Where the gradient is unstable: its variance under noise.",
              "variance of the change per unit of input, largest over channels",
              List.of(SAMPLES, SIGMA, RANGE, RULES),
              chosen -> smoothGrad(Statistic.VARIANCE, chosen)),
          new Method(
              "integrated-gradients",
              "Integrated Gradients",
              Needs.GRADIENT,
              "What each pixel adds to the target on the way from a black image; the map"
                  + " sums up to the difference.",
              "contribution, summed over channels",
              List.of(BaselineChoice.OPTION, STEPS, QUADRATURE),
              GradientMethods::integratedGradients),
          new Method(
              "deconvolution",
              "Deconvolution",
              Needs.GRADIENT,
              "What may have caused the target: the gradient, positive parts only, at every"
                  + " ReLU.",
              "rectified gradient, largest magnitude over channels",
              List.of(RECTIFIERS),
              chosen -> new Deconvolution(chosen.get(RECTIFIERS))),
          new Method(
              "guided-backprop",
              "Guided Backprop",
              Needs.GRADIENT,
              "Fine structure that the network reacts to: the gradient, positive parts only,"
                  + " at every ReLU that was on.",
              "rectified gradient, largest magnitude over channels",
              List.of(RECTIFIERS),
              chosen -> new GuidedBackprop(chosen.get(RECTIFIERS))));

  private GradientMethods() {}

  private static SmoothGrad smoothGrad(Statistic statistic, Chosen chosen) {
    Noise noise =
        new Noise.Gaussian(
            chosen.get(SAMPLES), chosen.get(SIGMA), chosen.get(RANGE), chosen.seed());
    RuleSet rules =
        chosen.get(RULES) == Rules.PLAIN
            ? StandardRules.standard()
            : GuidedBackprop.rules(Set.of(Rectifier.RELU));
    return new SmoothGrad(new SmoothGrad.Options(statistic, noise, rules));
  }

  private static IntegratedGradients integratedGradients(Chosen chosen) {
    return new IntegratedGradients(
        new IntegratedGradients.Options(
            chosen.baseline(), chosen.get(QUADRATURE), chosen.get(STEPS)));
  }
}
