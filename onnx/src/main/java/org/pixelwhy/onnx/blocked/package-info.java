/**
 * Graphs in the layout that ONNX Runtime's convolutions are fastest in.
 *
 * <p>ONNX Runtime brings convolutions with constant weights into a layout of its own, in which the
 * channels lie in blocks as long as a vector register. Where weights are computed or fed, as in
 * training, it does not, and takes half as long again. {@link
 * org.pixelwhy.onnx.blocked.BlockedLayout} does it for these; {@link
 * org.pixelwhy.onnx.blocked.BlockedRules} lists the operators that need not leave the layout.
 */
package org.pixelwhy.onnx.blocked;
