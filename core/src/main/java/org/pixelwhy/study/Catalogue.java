package org.pixelwhy.study;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.attribution.cam.AblationCam;
import org.pixelwhy.attribution.cam.CamOptions;
import org.pixelwhy.attribution.cam.EigenCam;
import org.pixelwhy.attribution.cam.EigenGradCam;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.attribution.cam.GradCamPlusPlus;
import org.pixelwhy.attribution.cam.GuidedGradCam;
import org.pixelwhy.attribution.cam.HiResCam;
import org.pixelwhy.attribution.cam.LayerActivation;
import org.pixelwhy.attribution.cam.LayerCam;
import org.pixelwhy.attribution.cam.ScoreCam;
import org.pixelwhy.attribution.cam.XGradCam;
import org.pixelwhy.attribution.gradient.Deconvolution;
import org.pixelwhy.attribution.gradient.GuidedBackprop;
import org.pixelwhy.attribution.gradient.InputXGradient;
import org.pixelwhy.attribution.gradient.IntegratedGradients;
import org.pixelwhy.attribution.gradient.Rectifier;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.attribution.gradient.SmoothGrad;
import org.pixelwhy.attribution.gradient.SmoothGrad.Statistic;
import org.pixelwhy.attribution.perturbation.HausdorffMasks;
import org.pixelwhy.attribution.perturbation.HausdorffOptions;
import org.pixelwhy.attribution.perturbation.Occlusion;
import org.pixelwhy.attribution.perturbation.Rise;
import org.pixelwhy.attribution.perturbation.RiseOptions;
import org.pixelwhy.attribution.relevance.Composite;
import org.pixelwhy.attribution.relevance.DeepLift;
import org.pixelwhy.attribution.relevance.Lrp;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.NearestNames;
import org.pixelwhy.study.Method.Needs;

/** The methods that there are. A new method is added here, and nowhere else. */
public final class Catalogue {
  private static final List<Method> METHODS =
      List.of(
          new Method(
              "saliency",
              "Saliency",
              Needs.GRADIENT,
              "How strongly the target reacts to each pixel: the gradient at the input.",
              "max |dt/dx|",
              settings -> new Saliency()),
          new Method(
              "grad-cam",
              "Grad-CAM",
              Needs.GRADIENT,
              "Where a layer saw what speaks for the target: its feature maps, weighted by their"
                  + " mean gradient.",
              "relu(sum w_f A_f)",
              settings -> new GradCam(cam(settings))),
          new Method(
              "input-x-gradient",
              "Input x gradient",
              Needs.GRADIENT,
              "What each pixel contributes to the target, to first order: the image times"
                  + " its gradient.",
              "largest |x dt/dx| over channels",
              settings -> new InputXGradient()),
          new Method(
              "smoothgrad",
              "SmoothGrad",
              Needs.GRADIENT,
              "Saliency with less noise: the gradient averaged over noisy copies of the"
                  + " image.",
              "largest |mean dt/dx| over channels",
              settings -> smoothGrad(Statistic.MEAN, settings)),
          new Method(
              "smoothgrad-squared",
              "SmoothGrad, squared",
              Needs.GRADIENT,
              "Which pixels move the target in any direction: the mean square of the"
                  + " gradient under noise.",
              "largest mean (dt/dx)^2 over channels",
              settings -> smoothGrad(Statistic.SQUARE, settings)),
          new Method(
              "vargrad",
              "VarGrad",
              Needs.GRADIENT,
              "Where the gradient is unstable: its variance under noise.",
              "largest variance of dt/dx over channels",
              settings -> smoothGrad(Statistic.VARIANCE, settings)),
          new Method(
              "integrated-gradients",
              "Integrated Gradients",
              Needs.GRADIENT,
              "What each pixel adds to the target on the way from a black image; the map"
                  + " sums up to the difference.",
              "largest |contribution| over channels",
              settings -> new IntegratedGradients(IntegratedGradients.Options.defaults())),
          new Method(
              "deeplift",
              "DeepLIFT",
              Needs.GRADIENT,
              "What each pixel contributes to the target's difference from that of zeros.",
              "largest |contribution| over channels",
              settings -> new DeepLift(DeepLift.Options.defaults())),
          new Method(
              "layer-deeplift",
              "Layer DeepLIFT",
              Needs.GRADIENT,
              "What each position of a layer contributes to the target's difference from that"
                  + " of zeros.",
              "largest |contribution| over channels",
              settings -> new DeepLift(DeepLift.Options.defaults().withLayers(settings.layers()))),
          new Method(
              "lrp",
              "LRP",
              Needs.GRADIENT,
              "The target's value, shared out layer by layer down to the pixels: composite"
                  + " EpsilonPlus.",
              "largest |relevance| over channels",
              settings -> new Lrp(Lrp.Options.defaults())),
          new Method(
              "lrp-epsilon-plus-flat",
              "LRP, EpsilonPlusFlat",
              Needs.GRADIENT,
              "LRP that shares evenly among the pixels that the first layer sees.",
              "largest |relevance| over channels",
              settings -> new Lrp(new Lrp.Options(Composite.epsilonPlusFlat(), List.of()))),
          new Method(
              "lrp-epsilon-gamma-box",
              "LRP, EpsilonGammaBox",
              Needs.GRADIENT,
              "LRP that favours what speaks for the target, and takes the range of pixel"
                  + " values into account.",
              "largest |relevance| over channels",
              settings ->
                  new Lrp(new Lrp.Options(Composite.epsilonGammaBox(Optional.empty()), List.of()))),
          new Method(
              "deconvolution",
              "Deconvolution",
              Needs.GRADIENT,
              "What may have caused the target: the gradient, positive parts only, at every"
                  + " ReLU.",
              "largest |map| over channels",
              settings -> new Deconvolution(Set.of(Rectifier.RELU))),
          new Method(
              "guided-backprop",
              "Guided Backprop",
              Needs.GRADIENT,
              "Fine structure that the network reacts to: the gradient, positive parts only,"
                  + " at every ReLU that was on.",
              "largest |map| over channels",
              settings -> new GuidedBackprop(Set.of(Rectifier.RELU))),
          new Method(
              "guided-grad-cam",
              "Guided Grad-CAM",
              Needs.GRADIENT,
              "Fine structure where a layer saw what speaks for the target: Guided Backprop"
                  + " times Grad-CAM.",
              "largest |map| over channels",
              settings -> new GuidedGradCam(GuidedGradCam.Options.of(settings.layers()))),
          new Method(
              "grad-cam-plus-plus",
              "Grad-CAM++",
              Needs.GRADIENT,
              "Grad-CAM that lets several small objects count as much as one large one.",
              "relu(sum w_f A_f)",
              settings -> new GradCamPlusPlus(cam(settings))),
          new Method(
              "hires-cam",
              "HiResCAM",
              Needs.GRADIENT,
              "Where a layer's features were used: features times their own gradients.",
              "relu(sum G_f A_f)",
              settings -> new HiResCam(cam(settings))),
          new Method(
              "x-grad-cam",
              "XGrad-CAM",
              Needs.GRADIENT,
              "Grad-CAM whose weights are the features' shares of the target.",
              "relu(sum w_f A_f)",
              settings -> new XGradCam(cam(settings))),
          new Method(
              "layer-cam",
              "LayerCAM",
              Needs.GRADIENT,
              "Features times their positive gradients: sharp at layers near the image.",
              "relu(sum relu(G_f) A_f)",
              settings -> new LayerCam(cam(settings))),
          new Method(
              "eigen-grad-cam",
              "Eigen-Grad-CAM",
              Needs.GRADIENT,
              "What varies most in features times gradients.",
              "relu(first principal component)",
              settings -> new EigenGradCam(cam(settings))),
          new Method(
              "eigen-cam",
              "Eigen-CAM",
              Needs.FORWARD,
              "What varies most in a layer, whatever the target.",
              "relu(first principal component)",
              settings -> new EigenCam(cam(settings))),
          new Method(
              "score-cam",
              "Score-CAM",
              Needs.FORWARD,
              "Features weighted by the target when only they are left of the image.",
              "relu(sum w_f A_f)",
              settings -> new ScoreCam(cam(settings))),
          new Method(
              "ablation-cam",
              "Ablation-CAM",
              Needs.FORWARD,
              "Features weighted by what the target loses without them.",
              "relu(sum w_f A_f)",
              settings -> new AblationCam(cam(settings))),
          new Method(
              "layer-activation",
              "Layer activation",
              Needs.FORWARD,
              "What a layer holds, whatever the target.",
              "largest |A_f| over features",
              settings -> new LayerActivation(settings.layers())),
          new Method(
              "rise",
              "RISE",
              Needs.FORWARD,
              "Which parts of the image alone are enough for the target: random masks, averaged by"
                  + " the probability that they leave.",
              "mean probability kept",
              settings -> new Rise(RiseOptions.defaults().withSeed(settings.seed()))),
          new Method(
              "occlusion",
              "Occlusion",
              Needs.FORWARD,
              "What the target loses when a window covers a part of the image.",
              "t(x) - t(x covered)",
              settings -> new Occlusion(Occlusion.Options.defaults())),
          new Method(
              "hausdorff-masks",
              "Hausdorff Distance Masks",
              Needs.FORWARD,
              "How far the predicted mask moves when a circle covers a part of the image.",
              "Hausdorff distance (pixels)",
              settings -> new HausdorffMasks(HausdorffOptions.defaults())));

  private Catalogue() {}

  private static CamOptions cam(Method.Settings settings) {
    return new CamOptions(settings.layers(), true);
  }

  private static SmoothGrad smoothGrad(Statistic statistic, Method.Settings settings) {
    return new SmoothGrad(SmoothGrad.Options.of(statistic, settings.seed()));
  }

  /** All methods, in the order in which they are listed to users. */
  public static List<Method> methods() {
    return METHODS;
  }

  /**
   * A method by its identifier.
   *
   * @throws InputException if there is none, with the nearest names
   */
  public static Method method(String id) {
    return METHODS.stream()
        .filter(method -> method.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "unknown method '%s'.%s"
                        .formatted(
                            id,
                            NearestNames.suggest(id, METHODS.stream().map(Method::id).toList()))));
  }
}
