/**
 * Segmentation networks: what their input and output mean, and running them.
 *
 * <p>A {@link org.pixelwhy.model.card.ModelCard} describes a network, {@link
 * org.pixelwhy.model.ModelPreparation} brings it into one form, {@link
 * org.pixelwhy.model.run.ModelRunner} runs it.
 */
package org.pixelwhy.model;
