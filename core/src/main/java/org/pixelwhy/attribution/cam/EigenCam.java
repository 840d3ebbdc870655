package org.pixelwhy.attribution.cam;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.tensor.Tensor;

/**
 * The first principal component of a layer's features: what varies most, whatever the target.
 *
 * <p>With the matrix X of positions by features of A, columns centred, and v its first right
 * singular vector: map {@code = X v}, of shape {@code [1,1,h,w]}. The sign of v is free; here the
 * map goes up where the features' sum does. Needs no gradient; the same for every target.
 *
 * <p>Muhammad, Yeasin: Eigen-CAM, IJCNN 2020. Deviation: the paper does not centre;
 * pytorch-grad-cam does, and so does this.
 */
public final class EigenCam extends Cam {
  public EigenCam(CamOptions options) {
    super("eigen-cam", options);
  }

  @Override
  Sign rawSign() {
    return Sign.TWO_SIDED;
  }

  @Override
  List<double[]> maps(Evaluation at, WeightedQuestion question, List<Layer> layers) {
    Set<String> tensors = new LinkedHashSet<>();
    layers.forEach(layer -> tensors.add(layer.tensor()));
    Map<String, Tensor> activations = at.activations(tensors);
    return layers.stream()
        .map(
            layer ->
                PrincipalComponent.project(FeatureMaps.of(layer, activations.get(layer.tensor()))))
        .toList();
  }
}
