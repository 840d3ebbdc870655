/**
 * Methods that read the gradient at the input.
 *
 * <p>Gradient-modifying methods, {@link org.pixelwhy.attribution.gradient.GuidedBackprop} and
 * {@link org.pixelwhy.attribution.gradient.Deconvolution}, are nothing but another {@link
 * org.pixelwhy.onnx.autodiff.RuleSet}.
 */
package org.pixelwhy.attribution.gradient;
