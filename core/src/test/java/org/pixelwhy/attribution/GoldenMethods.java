package org.pixelwhy.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.pixelwhy.attribution.GoldenSet.Case;
import org.pixelwhy.attribution.cam.AblationCam;
import org.pixelwhy.attribution.cam.Cam;
import org.pixelwhy.attribution.cam.CamOptions;
import org.pixelwhy.attribution.cam.CamOptions.Upsampling;
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
import org.pixelwhy.attribution.gradient.Noise;
import org.pixelwhy.attribution.gradient.Rectifier;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.attribution.gradient.SmoothGrad;
import org.pixelwhy.attribution.gradient.SmoothGrad.Statistic;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.tensor.Tensor;

/** Which method, with which options, is meant by a golden set's name for it. */
final class GoldenMethods {
  private static final Set<Rectifier> RELU = Set.of(Rectifier.RELU);

  private final GoldenSet set;
  private final Map<String, Function<Case, Attributor>> methods = new LinkedHashMap<>();

  GoldenMethods(GoldenSet set) {
    this.set = set;
    gradients();
    featureMaps();
    borders();
  }

  private void gradients() {
    methods.put("saliency", golden -> new Saliency());
    methods.put("input_x_gradient", golden -> new InputXGradient());
    methods.put(
        "integrated_gradients",
        golden -> new IntegratedGradients(IntegratedGradients.Options.defaults()));
    methods.put("guided_backprop", golden -> new GuidedBackprop(RELU));
    methods.put("deconvolution", golden -> new Deconvolution(RELU));
    RuleSet plain = StandardRules.standard();
    methods.put("smoothgrad", golden -> smoothGrad(Statistic.MEAN, golden, plain));
    methods.put("smoothgrad_sq", golden -> smoothGrad(Statistic.SQUARE, golden, plain));
    methods.put("vargrad", golden -> smoothGrad(Statistic.VARIANCE, golden, plain));
    RuleSet guided = GuidedBackprop.rules(RELU);
    methods.put("smooth_guided_backprop", golden -> smoothGrad(Statistic.MEAN, golden, guided));
  }

  private Attributor smoothGrad(Statistic statistic, Case golden, RuleSet rules) {
    Tensor noise = set.array(golden.params().get("noise").asText());
    int size = golden.input().size();
    float[] values = noise.toFloats();
    List<Tensor> tensors = new ArrayList<>();
    for (int start = 0; start < values.length; start += size) {
      float[] one = Arrays.copyOfRange(values, start, start + size);
      tensors.add(Tensor.of(one, golden.input().shape().dims()));
    }
    return new SmoothGrad(new SmoothGrad.Options(statistic, new Noise.Given(tensors), rules));
  }

  private void featureMaps() {
    methods.put("layer_activation", golden -> new LayerActivation(List.of(golden.layer())));
    methods.put("layer_gradcam", golden -> new GradCam(raw(golden)));
    methods.put(
        "layer_gradcam_relu_bilinear",
        golden -> new GradCam(new CamOptions(layer(golden), true, Upsampling.BILINEAR, false)));
    methods.put("guided_grad_cam", GoldenMethods::guidedGradCam);
    pytorchGradCam("gradcam", GradCam::new);
    pytorchGradCam("gradcam++", GradCamPlusPlus::new);
    pytorchGradCam("hirescam", HiResCam::new);
    pytorchGradCam("xgradcam", XGradCam::new);
    pytorchGradCam("layercam", LayerCam::new);
    pytorchGradCam("eigencam", EigenCam::new);
    pytorchGradCam("eigengradcam", EigenGradCam::new);
    pytorchGradCam("scorecam", ScoreCam::new);
    pytorchGradCam("ablationcam", AblationCam::new);
  }

  private void pytorchGradCam(String name, Function<CamOptions, Cam> constructor) {
    methods.put("pgc_" + name + "_raw", golden -> constructor.apply(raw(golden)));
    methods.put(
        "pgc_" + name,
        golden ->
            constructor.apply(new CamOptions(layer(golden), true, Upsampling.BILINEAR, true)));
  }

  private void borders() {
    methods.put("border_mean_saliency", golden -> new PixelMean(new Saliency()));
    methods.put("border_mean_guided_backprop", golden -> new PixelMean(new GuidedBackprop(RELU)));
    methods.put("border_mean_guided_grad_cam", golden -> new PixelMean(guidedGradCam(golden)));
    methods.put(
        "border_mean_layer_gradcam_relu",
        golden -> new PixelMean(new GradCam(new CamOptions(layer(golden), true))));
  }

  private static Attributor guidedGradCam(Case golden) {
    return new GuidedGradCam(GuidedGradCam.Options.of(layer(golden)));
  }

  private static List<String> layer(Case golden) {
    return List.of(golden.layer());
  }

  private static CamOptions raw(Case golden) {
    return new CamOptions(layer(golden), false);
  }

  /** The names that are known. */
  Set<String> names() {
    return methods.keySet();
  }

  Attributor attributor(Case golden) {
    return methods.get(golden.method()).apply(golden);
  }
}
