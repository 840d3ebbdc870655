package org.pixelwhy.training;

import java.util.Objects;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.optimizer.Optimizer;

/**
 * What a training step does with the gradients of what it minimises.
 *
 * @param optimizer how weights follow their gradients
 * @param clip greatest L2 norm of all gradients together, to which longer ones are shortened; 0 for
 *     no limit
 */
public record Recipe(Optimizer optimizer, double clip) {
  public Recipe {
    Objects.requireNonNull(optimizer, "optimizer");
    if (!(clip >= 0 && clip < 1e9)) {
      throw new InputException(
          Text.format(
              "illegal limit for the gradients' norm: %s, must be above 0, or 0 for none", clip));
    }
  }
}
