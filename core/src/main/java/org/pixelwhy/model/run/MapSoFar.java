package org.pixelwhy.model.run;

import java.util.Objects;
import org.pixelwhy.tensor.Tensor;

/**
 * A map that is not finished.
 *
 * @param layer the tensor of the layer that is looked at; empty where none is
 * @param positions one number per position, {@code [1,1,H,W]}
 * @param signed whether negative values mean something of their own
 */
public record MapSoFar(String layer, Tensor positions, boolean signed) {
  public MapSoFar {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(positions, "positions");
  }
}
