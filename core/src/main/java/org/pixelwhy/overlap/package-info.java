/**
 * How well two masks agree: {@link org.pixelwhy.overlap.Dice}, {@link org.pixelwhy.overlap.Iou},
 * their means over classes, {@link org.pixelwhy.overlap.HausdorffDistance} and {@link
 * org.pixelwhy.overlap.AverageSurfaceDistance}.
 */
package org.pixelwhy.overlap;
