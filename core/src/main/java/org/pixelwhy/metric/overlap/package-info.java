/**
 * How well two masks agree: {@link org.pixelwhy.metric.overlap.Dice}, {@link
 * org.pixelwhy.metric.overlap.Iou}, their means over classes, {@link
 * org.pixelwhy.metric.overlap.HausdorffDistance} and {@link
 * org.pixelwhy.metric.overlap.AverageSurfaceDistance}.
 */
package org.pixelwhy.metric.overlap;
