package org.pixelwhy.model.card;

/** The order of a tensor's axes: batch, channel, (depth,) height, width. */
public enum Layout {
  /** {@code [N,C,H,W]}, as PyTorch has it. */
  NCHW,
  /** {@code [N,H,W,C]}, as TensorFlow has it. */
  NHWC,
  /** {@code [N,C,D,H,W]}: volumes, as PyTorch has them. */
  NCDHW,
  /** {@code [N,D,H,W,C]}: volumes, as TensorFlow has them. */
  NDHWC;

  /** Whether the channel axis comes last. */
  public boolean channelsLast() {
    return this == NHWC || this == NDHWC;
  }

  /** Number of axes along which pixels lie: 2, or 3 for volumes. */
  public int spatialRank() {
    return name().length() - 2;
  }

  /** Position of the channel axis. */
  public int channelAxis() {
    return channelsLast() ? name().length() - 1 : 1;
  }

  /** Position of the first of the spatial axes, which follow each other. */
  public int firstSpatialAxis() {
    return channelsLast() ? 1 : 2;
  }
}
