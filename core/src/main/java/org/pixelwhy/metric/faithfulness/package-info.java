/**
 * Whether a map says what the network does: {@link org.pixelwhy.metric.faithfulness.Infidelity},
 * {@link org.pixelwhy.metric.faithfulness.SensitivityMax}, {@link
 * org.pixelwhy.metric.faithfulness.DeletionInsertion}, {@link
 * org.pixelwhy.metric.faithfulness.CompletenessGap} and {@link
 * org.pixelwhy.metric.faithfulness.SanityCheck}.
 *
 * <p>{@link org.pixelwhy.metric.faithfulness.EssentialShare} asks the same of images that were made
 * so that it is known what decides.
 *
 * <p>Every score keeps the question's pixels and weights as they are for the unperturbed image.
 */
package org.pixelwhy.metric.faithfulness;
