/**
 * Methods that change the image and watch the output; they only run the model forward, so they
 * explain every model: {@link org.pixelwhy.attribution.perturbation.Rise}, {@link
 * org.pixelwhy.attribution.perturbation.Occlusion}, {@link
 * org.pixelwhy.attribution.perturbation.HausdorffMasks}.
 */
package org.pixelwhy.attribution.perturbation;
