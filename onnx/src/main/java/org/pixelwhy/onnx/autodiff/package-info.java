/**
 * Gradients by rewriting graphs.
 *
 * <p>{@link org.pixelwhy.onnx.autodiff.Differentiator} walks backward through a graph and lets the
 * {@link org.pixelwhy.onnx.autodiff.GradientRule} of each operator append its part; a {@link
 * org.pixelwhy.onnx.autodiff.RuleSet} says which rule serves which operator.
 *
 * <p>To add an operator: write its rule in {@code autodiff.rule}, list it in {@code StandardRules},
 * and test it with {@code GradientCheck}.
 */
package org.pixelwhy.onnx.autodiff;
