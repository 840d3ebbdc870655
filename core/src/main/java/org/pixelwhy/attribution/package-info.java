/**
 * Contracts of explanations: an {@link org.pixelwhy.attribution.Attributor} answers a question with
 * {@link org.pixelwhy.attribution.Attribution maps}.
 */
package org.pixelwhy.attribution;
