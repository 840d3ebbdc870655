/**
 * The face for programs: {@link org.pixelwhy.PixelWhy} opens a model, an {@link
 * org.pixelwhy.Inquiry} is an image that is asked about, an {@link org.pixelwhy.Ask} says what, and
 * {@link org.pixelwhy.Answers} hold an {@link org.pixelwhy.Explanation} for each map.
 *
 * <p>Whatever is wrong with what the caller gave is an {@link org.pixelwhy.tensor.InputException},
 * whose message says what to do.
 */
package org.pixelwhy;
