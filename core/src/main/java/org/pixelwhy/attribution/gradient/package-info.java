/**
 * Methods that read the gradient at the input: {@link org.pixelwhy.attribution.gradient.Saliency}.
 */
package org.pixelwhy.attribution.gradient;
