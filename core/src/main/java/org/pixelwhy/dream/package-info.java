/**
 * DeepDream analysis: the image is changed step by step so that a neuron of the network responds
 * ever more, and what becomes of image and mask on the way is heard of.
 *
 * <p>Couteaux, Nempont, Pizaine, Bloch: Towards Interpretability of Segmentation Networks by
 * Analyzing DeepDreams, 2019.
 */
package org.pixelwhy.dream;
