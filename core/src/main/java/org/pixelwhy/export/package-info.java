/**
 * Explanations as ONNX files: an {@link org.pixelwhy.export.Explainer} takes what the model takes
 * and gives the model's output, the mask and the map.
 *
 * <p>Methods append their part themselves ({@link org.pixelwhy.attribution.GraphAttributor}); here
 * is what they append it to, and the question as nodes.
 */
package org.pixelwhy.export;
