/**
 * Raises what exporters wrote as several nodes back to one operator: activations and normalisations
 * over the image. Rules see what the network does, not how it was written.
 */
package org.pixelwhy.onnx.raise;
