/**
 * Networks that learn: {@link org.pixelwhy.training.UNet} builds them, {@link
 * org.pixelwhy.training.Trainer} does steps, each one run of a graph that ends in the optimiser,
 * and {@link org.pixelwhy.training.Training} goes through epochs with validation and checkpoints.
 */
package org.pixelwhy.training;
