/**
 * Whether a map says what the network does: {@link org.pixelwhy.faithfulness.Infidelity}, {@link
 * org.pixelwhy.faithfulness.SensitivityMax}, {@link org.pixelwhy.faithfulness.DeletionInsertion},
 * {@link org.pixelwhy.faithfulness.Road}, {@link org.pixelwhy.faithfulness.Irof}, {@link
 * org.pixelwhy.faithfulness.OffTargetEffect}, {@link org.pixelwhy.faithfulness.CompletenessGap},
 * {@link org.pixelwhy.faithfulness.SanityCheck}, {@link
 * org.pixelwhy.faithfulness.EfficientRandomisation} and {@link
 * org.pixelwhy.faithfulness.RandomClass}; {@link org.pixelwhy.faithfulness.GiniIndex}: how few
 * pixels it needs for that.
 *
 * <p>Whether it lies where it should: {@link org.pixelwhy.faithfulness.Localisation} and {@link
 * org.pixelwhy.faithfulness.Leakage} hold it against a mask.
 *
 * <p>{@link org.pixelwhy.faithfulness.EssentialShare} asks the same of images that were made so
 * that it is known what decides.
 *
 * <p>Every score keeps the question's pixels and weights as they are for the unperturbed image.
 */
package org.pixelwhy.faithfulness;
