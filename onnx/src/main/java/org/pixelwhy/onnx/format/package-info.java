/**
 * ONNX files: reading, upgrading to one opset, writing.
 *
 * <p>The only package that knows the protobuf classes; none of them appears in its API.
 */
package org.pixelwhy.onnx.format;
