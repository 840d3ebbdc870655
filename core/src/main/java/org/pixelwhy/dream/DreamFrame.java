package org.pixelwhy.dream;

import org.pixelwhy.image.Mask;

/**
 * What one dream is at one step.
 *
 * @param start number of the dream among those that run together, from 0
 * @param step from 0, before anything is changed
 * @param picture {@code C*H*W} values in the image's unit, channels as the network takes them; good
 *     until the listener returns
 * @param mask of the class, of the picture's size; nothing of padding is in it
 * @param activation the neuron's response
 */
public record DreamFrame(int start, int step, float[] picture, Mask mask, double activation) {}
