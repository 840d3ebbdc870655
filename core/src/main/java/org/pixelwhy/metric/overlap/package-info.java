/**
 * How well two masks agree: {@link org.pixelwhy.metric.overlap.Dice}, {@link
 * org.pixelwhy.metric.overlap.Iou}, their means over classes, and {@link
 * org.pixelwhy.metric.overlap.HausdorffDistance}.
 */
package org.pixelwhy.metric.overlap;
