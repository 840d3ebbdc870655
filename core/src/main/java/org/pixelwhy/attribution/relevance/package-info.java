/**
 * Methods that share out a difference or a score, layer by layer, from the output back to the
 * input: {@link org.pixelwhy.attribution.relevance.DeepLift} and {@link
 * org.pixelwhy.attribution.relevance.Lrp}. Each is a {@link org.pixelwhy.onnx.autodiff.RuleSet}.
 */
package org.pixelwhy.attribution.relevance;
