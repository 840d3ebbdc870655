/**
 * What an operator is: one table, {@code operators.txt}, a row for every operator of the ONNX
 * standard and for those of ONNX Runtime that rules know.
 *
 * <p>{@link org.pixelwhy.onnx.operator.Operators} answers questions about it. Rules of gradients,
 * windows, relevance and layouts, lists of layers and of weights ask there by {@link
 * org.pixelwhy.onnx.operator.Kind} and {@link org.pixelwhy.onnx.operator.Trait}, so that a row is
 * all that a new operator needs beside its own rules; an operator's name stands in the table, in
 * what is written for that operator alone, and in patterns of several.
 */
package org.pixelwhy.onnx.operator;
