package org.pixelwhy.data;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.IntensityWindow;

/**
 * Through which windows a data set's images were brought to 0 to 1.
 *
 * @param channels one for each channel, or one for all; empty where each volume has a window of its
 *     own, {@link IntensityWindow#ofMost} of the channel's values in it
 */
public record Windowing(List<Optional<IntensityWindow>> channels) {
  public Windowing {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("a windowing needs a window");
    }
  }

  /** The window of a channel; empty where each volume has its own. */
  public Optional<IntensityWindow> channel(int channel) {
    return channels.get(channels.size() == 1 ? 0 : channel);
  }
}
