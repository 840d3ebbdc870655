/**
 * Running graphs with ONNX Runtime, and finding out their shapes.
 *
 * <p>The only package that touches native memory. An {@link org.pixelwhy.onnx.runtime.Engine}
 * compiles {@link org.pixelwhy.onnx.runtime.Program programs} and knows what is open; a {@link
 * org.pixelwhy.onnx.runtime.ShapeProbe} fixes a graph's sizes.
 */
package org.pixelwhy.onnx.runtime;
