/**
 * Images with the classes of their pixels: what networks are trained and measured on.
 *
 * <p>A {@link org.pixelwhy.data.Dataset} lists entries, each of which reads its {@link
 * org.pixelwhy.data.Sample} when asked; a {@link org.pixelwhy.data.Split} says which are trained
 * on.
 */
package org.pixelwhy.data;
