package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.attribution.cam.CamOptions.Upsampling;
import org.pixelwhy.attribution.gradient.GuidedBackprop;
import org.pixelwhy.attribution.gradient.Rectifier;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * Guided Backprop where Grad-CAM is positive: its detail at the places that a layer saw.
 *
 * <p>{@code Guided Backprop * enlarged(max(Grad-CAM, 0))}, values {@code [1,C,H,W]}, signed, one
 * map per layer. Grad-CAM takes plain gradients; both come out of one forward pass. Being a product
 * of two maps it grows with the square of the question's weights.
 *
 * <p>Selvaraju et al.: Grad-CAM, ICCV 2017; on borders: Fazel et al. Enlarging is nearest as in
 * Captum, or bilinear as in the paper.
 */
public final class GuidedGradCam implements GraphAttributor {
  /**
   * @param layers {@link org.pixelwhy.model.Layers#AUTO}, {@link org.pixelwhy.model.Layers#ALL}, or
   *     names of tensors
   * @param upsampling how Grad-CAM is enlarged to the image
   * @param rectifiers operators that count as ReLU
   * @param avoidBlank as in {@link CamOptions}
   */
  public record Options(
      List<String> layers, Upsampling upsampling, Set<Rectifier> rectifiers, boolean avoidBlank) {
    public Options {
      layers = List.copyOf(layers);
      rectifiers = Set.copyOf(rectifiers);
      if (upsampling == Upsampling.NONE) {
        throw new InputException("Guided Grad-CAM needs an upsampling: NEAREST or BILINEAR");
      }
    }

    /** As Captum does it. */
    public static Options of(List<String> layers) {
      return new Options(layers, Upsampling.NEAREST, Set.of(Rectifier.RELU));
    }

    /** Blank maps stay what they are. */
    public Options(List<String> layers, Upsampling upsampling, Set<Rectifier> rectifiers) {
      this(layers, upsampling, rectifiers, false);
    }
  }

  private final GuidedBackprop guided;
  private final GradCam gradCam;

  public GuidedGradCam(Options options) {
    this.guided = new GuidedBackprop(options.rectifiers());
    this.gradCam =
        new GradCam(
            new CamOptions(
                options.layers(), true, options.upsampling(), false, options.avoidBlank()));
  }

  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    List<GradientRequest> requests = new ArrayList<>(guided.requests(at, on));
    requests.addAll(gradCam.requests(at, on));
    return requests;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    Attribution detail = guided.explain(at, question).get(0);
    List<Attribution> maps = new ArrayList<>();
    for (Attribution place : gradCam.explain(at, question)) {
      float[] values = detail.values().toFloats();
      float[] weights = place.values().toFloats();
      for (int i = 0; i < values.length; i++) {
        values[i] *= weights[i % weights.length];
      }
      Tensor map = Tensor.of(values, at.image().shape().dims());
      maps.add(
          new Attribution(
              "guided-grad-cam",
              place.layer(),
              map,
              Sign.SIGNED,
              detail.notes(),
              detail.channels(),
              place.extras()));
    }
    return maps;
  }

  @Override
  public List<GraphMap> append(ExplainerGraph graph) {
    GraphMap detail = guided.append(graph).get(0);
    List<GraphMap> maps = new ArrayList<>();
    for (GraphMap place : gradCam.append(graph)) {
      String map = graph.ops().mul(detail.tensor(), place.tensor());
      maps.add(new GraphMap(place.layer(), map, detail.shape(), Sign.SIGNED, detail.notes()));
    }
    return maps;
  }
}
