package org.pixelwhy.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.PixelMean;
import org.pixelwhy.attribution.cam.AblationCam;
import org.pixelwhy.attribution.cam.CamOptions;
import org.pixelwhy.attribution.cam.CamOptions.Upsampling;
import org.pixelwhy.attribution.cam.EigenCam;
import org.pixelwhy.attribution.cam.EigenGradCam;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.attribution.cam.GradCamPlusPlus;
import org.pixelwhy.attribution.cam.GuidedGradCam;
import org.pixelwhy.attribution.cam.HiResCam;
import org.pixelwhy.attribution.cam.LayerCam;
import org.pixelwhy.attribution.cam.ScoreCam;
import org.pixelwhy.attribution.cam.XGradCam;
import org.pixelwhy.attribution.gradient.Deconvolution;
import org.pixelwhy.attribution.gradient.GuidedBackprop;
import org.pixelwhy.attribution.gradient.InputXGradient;
import org.pixelwhy.attribution.gradient.IntegratedGradients;
import org.pixelwhy.attribution.gradient.Noise;
import org.pixelwhy.attribution.gradient.Quadrature;
import org.pixelwhy.attribution.gradient.Rectifier;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.attribution.gradient.SmoothGrad;
import org.pixelwhy.attribution.gradient.SmoothGrad.Statistic;
import org.pixelwhy.attribution.relevance.DeepLift;
import org.pixelwhy.attribution.relevance.DeepLiftRules;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The methods of a reference set that give maps, by their names there. */
final class GoldenMaps {
  /** Only nodes that are called so; what the libraries hook into. */
  private static final Set<Rectifier> RELU = Set.of(Rectifier.RELU);

  private static final Map<String, Function<GoldenRun, Attributor>> FACTORIES = factories();

  private GoldenMaps() {}

  /** How the attributor of a method is made for a case. */
  static Optional<Function<GoldenRun, Attributor>> find(String method) {
    return Optional.ofNullable(FACTORIES.get(method));
  }

  private static Map<String, Function<GoldenRun, Attributor>> factories() {
    Map<String, Function<GoldenRun, Attributor>> all = new HashMap<>();
    addGradients(all);
    addCams(all);
    all.put("deeplift", run -> deepLift(run, List.of()));
    all.put("deeplift_rescale_all", GoldenMaps::completeDeepLift);
    all.put("layer_deeplift", run -> deepLift(run, layers(run)));
    all.put("border_mean_deeplift", all.get("deeplift"));
    for (String method : List.of("saliency", "guided_backprop", "guided_grad_cam")) {
      all.put("border_mean_" + method, run -> new PixelMean(all.get(method).apply(run)));
    }
    all.put("border_mean_layer_gradcam_relu", run -> new PixelMean(gradCam(run, Upsampling.NONE)));
    return all;
  }

  private static void addGradients(Map<String, Function<GoldenRun, Attributor>> all) {
    all.put("saliency", run -> new Saliency());
    all.put("input_x_gradient", run -> new InputXGradient());
    all.put("integrated_gradients", GoldenMaps::integratedGradients);
    all.put("guided_backprop", run -> new GuidedBackprop(RELU));
    all.put("deconvolution", run -> new Deconvolution(RELU));
    RuleSet plain = StandardRules.standard();
    all.put("smoothgrad", run -> smooth(run, Statistic.MEAN, plain));
    all.put("smoothgrad_sq", run -> smooth(run, Statistic.SQUARE, plain));
    all.put("vargrad", run -> smooth(run, Statistic.VARIANCE, plain));
    RuleSet guided = GuidedBackprop.rules(RELU);
    all.put("smooth_guided_backprop", run -> smooth(run, Statistic.MEAN, guided));
  }

  private static void addCams(Map<String, Function<GoldenRun, Attributor>> all) {
    all.put("layer_gradcam", run -> new GradCam(raw(run)));
    all.put("layer_gradcam_relu_bilinear", run -> gradCam(run, Upsampling.BILINEAR));
    all.put("guided_grad_cam", run -> new GuidedGradCam(GuidedGradCam.Options.of(layers(run))));
    addCam(all, "gradcam", GradCam::new);
    addCam(all, "gradcam++", GradCamPlusPlus::new);
    addCam(all, "hirescam", HiResCam::new);
    addCam(all, "xgradcam", XGradCam::new);
    addCam(all, "layercam", LayerCam::new);
    addCam(all, "eigencam", EigenCam::new);
    addCam(all, "eigengradcam", EigenGradCam::new);
    addCam(all, "scorecam", ScoreCam::new);
    addCam(all, "ablationcam", AblationCam::new);
  }

  /** A method of pytorch-grad-cam: scaled to the unit range at the image's size, and raw. */
  private static void addCam(
      Map<String, Function<GoldenRun, Attributor>> all,
      String name,
      Function<CamOptions, Attributor> cam) {
    all.put(
        "pgc_" + name,
        run -> cam.apply(new CamOptions(layers(run), true, Upsampling.BILINEAR, true)));
    all.put("pgc_" + name + "_raw", run -> cam.apply(raw(run)));
  }

  private static List<String> layers(GoldenRun run) {
    if (run.golden().layer().isEmpty()) {
      throw new InputException(
          Text.format("%s: method %s needs a layer", run.golden().file(), run.golden().method()));
    }
    return List.of(run.golden().layer());
  }

  private static CamOptions raw(GoldenRun run) {
    return new CamOptions(layers(run), false);
  }

  private static Attributor gradCam(GoldenRun run, Upsampling upsampling) {
    return new GradCam(new CamOptions(layers(run), true, upsampling, false));
  }

  private static Attributor integratedGradients(GoldenRun run) {
    return new IntegratedGradients(
        new IntegratedGradients.Options(
            baseline(run), Quadrature.GAUSS_LEGENDRE, run.param("n_steps").asInt()));
  }

  private static Attributor deepLift(GoldenRun run, List<String> layers) {
    Set<String> rescaled =
        GoldenActivations.rescaled(
            run.golden(), DeepLiftRules.CENTRED_SOFTMAX, DeepLiftRules.CAPTUM);
    return new DeepLift(new DeepLift.Options(baseline(run), layers, rescaled));
  }

  private static Attributor completeDeepLift(GoldenRun run) {
    Set<String> rescaled = GoldenActivations.rescaled(run.golden(), "Softmax", DeepLiftRules.ALL);
    return new DeepLift(new DeepLift.Options(baseline(run), List.of(), rescaled));
  }

  /** The baseline that a case names: zero, or an array of the set. */
  private static Baseline baseline(GoldenRun run) {
    boolean zero = run.golden().params().path("baseline").asText("zero").equals("zero");
    return zero ? Baseline.ZERO : new Baseline.Given(run.array("baseline"));
  }

  private static Attributor smooth(GoldenRun run, Statistic statistic, RuleSet rules) {
    Noise noise =
        new Noise.Given(GoldenScores.images(run.array("noise"), run.at().image().shape()));
    return new SmoothGrad(new SmoothGrad.Options(statistic, noise, rules));
  }
}
