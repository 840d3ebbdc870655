package org.pixelwhy.training;

/**
 * How well a network's masks of one image agree with the truth, as means over classes.
 *
 * @param image name of the image
 * @param dice Dice coefficient, 0 to 1
 * @param iou intersection over union, 0 to 1
 * @param hausdorff Hausdorff distance in pixels; the image's diagonal where one of the masks is
 *     empty and the other is not
 */
public record ImageScores(String image, double dice, double iou, double hausdorff) {}
