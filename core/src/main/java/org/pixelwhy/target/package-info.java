/**
 * What an explanation is about. A {@link org.pixelwhy.target.Target} names pixels and a channel of
 * the output, one class for each kind; a {@link org.pixelwhy.target.Question} makes a number of it.
 *
 * <p>Kinds that are written as text are entered in {@link org.pixelwhy.target.TargetKinds}. {@link
 * org.pixelwhy.target.MaskTarget}, {@link org.pixelwhy.target.OutputTarget} and {@link
 * org.pixelwhy.target.OutputPixel} are for programs, which have masks at hand.
 */
package org.pixelwhy.target;
