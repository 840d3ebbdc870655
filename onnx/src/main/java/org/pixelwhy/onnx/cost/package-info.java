/**
 * What graphs cost, counted from shapes: arithmetic operations and bytes moved, without a clock.
 */
package org.pixelwhy.onnx.cost;
