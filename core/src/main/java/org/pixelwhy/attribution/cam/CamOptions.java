package org.pixelwhy.attribution.cam;

import java.util.List;
import java.util.Objects;
import org.pixelwhy.model.Layers;
import org.pixelwhy.tensor.InputException;

/**
 * Options of all class activation maps.
 *
 * @param layers {@link Layers#AUTO}, {@link Layers#ALL}, or names of tensors
 * @param relu whether negative values are cut off
 * @param upsampling whether and how the map is enlarged to the image
 * @param unitRange whether the map is scaled to [0,1] (before and after enlarging): {@code (m -
 *     min) / (1e-7 + max(m - min))}, as pytorch-grad-cam does; maps of several images can then no
 *     longer be compared
 * @param avoidBlank whether {@link Layers#AUTO} moves on to the next layer where nothing speaks for
 *     the target and negative values are cut off
 */
public record CamOptions(
    List<String> layers,
    boolean relu,
    Upsampling upsampling,
    boolean unitRange,
    boolean avoidBlank) {
  /** How a layer's map is brought to the size of the network's input. */
  public enum Upsampling {
    /** It stays as it is. */
    NONE,
    /** As Captum does. */
    NEAREST,
    /** Linear along every axis, half-pixel centres. */
    BILINEAR
  }

  public CamOptions {
    layers = List.copyOf(layers);
    Objects.requireNonNull(upsampling, "upsampling");
    if (layers.isEmpty()) {
      throw new InputException(
          "a class activation map needs a layer: 'auto', 'all' or a tensor's name");
    }
  }

  /** Blank maps stay what they are. */
  public CamOptions(List<String> layers, boolean relu, Upsampling upsampling, boolean unitRange) {
    this(layers, relu, upsampling, unitRange, false);
  }

  /** With another answer to blank maps. */
  public CamOptions withAvoidBlank(boolean avoid) {
    return new CamOptions(layers, relu, upsampling, unitRange, avoid);
  }

  /** Maps of the layers' own size and range. */
  public CamOptions(List<String> layers, boolean relu) {
    this(layers, relu, Upsampling.NONE, false);
  }

  /** The last layer of the lowest resolution, negative values cut off. */
  public static CamOptions defaults() {
    return new CamOptions(List.of(Layers.AUTO), true);
  }
}
