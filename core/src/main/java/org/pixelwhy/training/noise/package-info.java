/**
 * U-Noise: a network learns how much noise every pixel of an image can bear before another network,
 * the utility, segments it worse. {@link org.pixelwhy.training.noise.NoiseTask} trains it, {@link
 * org.pixelwhy.training.noise.NoiseExplainer} is what comes of it.
 *
 * <p>Koker, Mireshghallah, Titcombe, Kaissis: U-Noise: Learnable Noise Masks for Interpretable
 * Image Segmentation, ICIP 2021.
 */
package org.pixelwhy.training.noise;
