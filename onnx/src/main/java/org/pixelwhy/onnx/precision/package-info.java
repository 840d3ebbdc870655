/** Graphs in double precision, where the rounding of float would decide a result. */
package org.pixelwhy.onnx.precision;
