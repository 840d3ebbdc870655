package org.pixelwhy.catalogue;

import java.util.List;
import org.pixelwhy.attribution.cam.AblationCam;
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
import org.pixelwhy.attribution.cam.SegXResCam;
import org.pixelwhy.attribution.cam.SegXResCam.Pooling;
import org.pixelwhy.attribution.cam.XGradCam;
import org.pixelwhy.catalogue.Method.Border;
import org.pixelwhy.catalogue.Method.Chosen;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.model.Layers;

/** Class activation maps, and what is made of them. */
public final class CamMethods {
  private static final NamedOption<Boolean> RELU =
      NamedOption.flag("relu", "whether negative values are cut off", true);
  private static final NamedOption<Upsampling> UPSAMPLING =
      NamedOption.choice(
          "upsampling",
          "how the map is enlarged to the network's input before it is saved",
          List.of(Upsampling.NONE, Upsampling.NEAREST, Upsampling.BILINEAR));
  private static final NamedOption<Upsampling> GUIDED_UPSAMPLING =
      NamedOption.choice(
          "upsampling",
          "how Grad-CAM is enlarged to the network's input",
          List.of(Upsampling.NEAREST, Upsampling.BILINEAR));

  private static final NamedOption<List<Integer>> WINDOW =
      NamedOption.wholes("window", "extent of the windows in the layer's positions", "4");
  private static final NamedOption<Pooling> POOLING =
      NamedOption.choice(
          "pooling", "what is made of the gradients in a window", List.of(Pooling.values()));

  private static final NamedOption<Boolean> UNIT_RANGE =
      NamedOption.flag(
          "unit-range",
          "whether each map is brought to 0..1, as pytorch-grad-cam does; maps of several images"
              + " can then not be compared",
          false);

  static final List<Method> ALL =
      List.of(
          new Method(
              "grad-cam",
              "Grad-CAM",
              Needs.GRADIENT,
              "Where a layer saw what speaks for the target: its feature maps, weighted by their"
                  + " mean gradient.",
              "weighted sum of features",
              List.of(RELU, UPSAMPLING, UNIT_RANGE),
              chosen -> new GradCam(cam(chosen))),
          new Method(
              "guided-grad-cam",
              "Guided Grad-CAM",
              Needs.GRADIENT,
              "Fine structure where a layer saw what speaks for the target: Guided Backprop"
                  + " times Grad-CAM.",
              "Guided Backprop, largest over channels, times Grad-CAM",
              List.of(GUIDED_UPSAMPLING, GradientMethods.RECTIFIERS),
              CamMethods::guidedGradCam),
          new Method(
              "grad-cam-plus-plus",
              "Grad-CAM++",
              Needs.GRADIENT,
              "Grad-CAM that lets several small objects count as much as one large one.",
              "weighted sum of features",
              List.of(RELU, UPSAMPLING, UNIT_RANGE),
              chosen -> new GradCamPlusPlus(cam(chosen))),
          new Method(
              "hires-cam",
              "HiResCAM",
              Needs.GRADIENT,
              "Where a layer's features were used: features times their own gradients.",
              "sum of features times gradients",
              List.of(RELU, UPSAMPLING, UNIT_RANGE),
              chosen -> new HiResCam(cam(chosen))),
          new Method(
              "seg-xres-cam",
              "Seg-XRes-CAM",
              Needs.GRADIENT,
              "Between HiResCAM and Grad-CAM: features times gradients that are pooled in windows.",
              "sum of features times pooled gradients",
              List.of(RELU, UPSAMPLING, UNIT_RANGE, WINDOW, POOLING),
              chosen ->
                  new SegXResCam(
                      new SegXResCam.Options(
                          cam(chosen), chosen.get(WINDOW), chosen.get(POOLING)))),
          new Method(
              "x-grad-cam",
              "XGrad-CAM",
              Needs.GRADIENT,
              "Grad-CAM whose weights are the features' shares of the target.",
              "weighted sum of features",
              List.of(RELU, UPSAMPLING, UNIT_RANGE),
              chosen -> new XGradCam(cam(chosen))),
          new Method(
              "layer-cam",
              "LayerCAM",
              Needs.GRADIENT,
              "Features times their positive gradients: sharp at layers near the image.",
              "sum of features times positive gradients",
              List.of(RELU, UPSAMPLING, UNIT_RANGE),
              chosen -> new LayerCam(cam(chosen))),
          new Method(
              "eigen-grad-cam",
              "Eigen-Grad-CAM",
              Needs.GRADIENT,
              "What varies most in features times gradients.",
              "first principal component",
              List.of(RELU, UPSAMPLING, UNIT_RANGE),
              chosen -> new EigenGradCam(cam(chosen))),
          new Method(
              "eigen-cam",
              "Eigen-CAM",
              Needs.FORWARD,
              "What varies most in a layer, whatever the target.",
              "first principal component",
              List.of(RELU, UPSAMPLING, UNIT_RANGE),
              chosen -> new EigenCam(cam(chosen))),
          new Method(
              "score-cam",
              "Score-CAM",
              Needs.FORWARD,
              "Features weighted by the target when only they are left of the image.",
              "weighted sum of features",
              List.of(RELU, UPSAMPLING, UNIT_RANGE),
              chosen -> new ScoreCam(cam(chosen), chosen.run())),
          new Method(
              "ablation-cam",
              "Ablation-CAM",
              Needs.FORWARD,
              "Features weighted by what the target loses without them.",
              "weighted sum of features",
              List.of(RELU, UPSAMPLING, UNIT_RANGE),
              chosen -> new AblationCam(cam(chosen), chosen.run())),
          new Method(
              "layer-activation",
              "Layer activation",
              Needs.FORWARD,
              "What a layer holds, whatever the target.",
              "activation, largest magnitude over features",
              chosen -> new LayerActivation(chosen.layers())));

  private CamMethods() {}

  /** A study of layers asks where a layer speaks for the target and where against it. */
  public static Method.Settings signedAtAllLayers(Method method, Method.Settings settings) {
    boolean chosen = !method.options().contains(RELU) || settings.options().isGiven(method, RELU);
    return chosen || !settings.layers().contains(Layers.ALL)
        ? settings
        : settings.with(settings.options().with(method, RELU, "off"));
  }

  private static CamOptions cam(Chosen chosen) {
    return new CamOptions(
        chosen.layers(),
        chosen.get(RELU),
        chosen.get(UPSAMPLING),
        chosen.get(UNIT_RANGE),
        avoidsBlank(chosen));
  }

  /** Maps of single pixels are averaged, and so must all be of one layer. */
  private static boolean avoidsBlank(Chosen chosen) {
    return chosen.settings().border() == Border.FAST;
  }

  private static GuidedGradCam guidedGradCam(Chosen chosen) {
    return new GuidedGradCam(
        new GuidedGradCam.Options(
            chosen.layers(),
            chosen.get(GUIDED_UPSAMPLING),
            chosen.get(GradientMethods.RECTIFIERS),
            avoidsBlank(chosen)));
  }
}
