/**
 * Changes that keep a sample true, one class each: image bilinearly and labels by the nearest pixel
 * with one geometry, half-pixel centres.
 */
package org.pixelwhy.data.augmentation;
