package org.pixelwhy.dream;

import java.util.Objects;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.tensor.InputException;

/** Which of the network's maps a neuron belongs to. */
public sealed interface Site {
  /** The channel of the map, from 0. */
  int channel();

  /**
   * The map of a class in the output.
   *
   * @param on before or after the final activation; after it, gradients vanish where it saturates
   * @param classIndex from 0
   */
  record Output(OutputSpace on, int classIndex) implements Site {
    public Output {
      Objects.requireNonNull(on, "on");
      if (on == OutputSpace.ENTROPY) {
        throw new InputException("a dream is of logits or probabilities, not of the entropy");
      }
    }

    @Override
    public int channel() {
      return classIndex;
    }
  }

  /**
   * A channel of a layer.
   *
   * @param tensor its name in the network's graph
   * @param channel from 0
   */
  record LayerChannel(String tensor, int channel) implements Site {
    public LayerChannel {
      if (channel < 0) {
        throw new InputException("illegal channel " + channel + ", channels count from 0");
      }
    }
  }
}
