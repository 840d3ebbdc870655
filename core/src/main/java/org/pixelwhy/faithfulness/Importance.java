package org.pixelwhy.faithfulness;

import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.tensor.Tensor;

/** How a map's channels become one importance per pixel, by which pixels are ranked. */
public enum Importance {
  /** What the map itself makes of its channels, as it is drawn. */
  MAP,
  /** The greatest magnitude over channels, whatever the map means by its sign. */
  MAGNITUDE,
  /** The sum over channels: what speaks against the target comes last. */
  SUM;

  private Channels of(Attribution map) {
    return switch (this) {
      case MAP -> map.channels();
      case MAGNITUDE -> Channels.STRONGEST;
      case SUM -> Channels.SUM;
    };
  }

  /** One importance per pixel of an input, {@code [1,1,H,W]}. */
  Tensor values(Attribution map, Tensor image) {
    return of(map).combine(Tensor.of(InputMap.values(map, image), image.shape().dims()));
  }

  /**
   * The numbers of all pixels of an input in C order, the most important first, equals in their own
   * order.
   */
  int[] ranking(Attribution map, Tensor image) {
    float[] importance = values(map, image).toFloats();
    return IntStream.range(0, importance.length)
        .boxed()
        .sorted((a, b) -> Float.compare(importance[b], importance[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
