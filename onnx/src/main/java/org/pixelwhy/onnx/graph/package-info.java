/**
 * ONNX graphs as plain immutable Java data.
 *
 * <p>{@link org.pixelwhy.onnx.graph.Graph} holds {@link org.pixelwhy.onnx.graph.Node nodes} and
 * {@link org.pixelwhy.tensor.Tensor constants}; {@link org.pixelwhy.onnx.graph.GraphBuilder} makes
 * and rewrites them. Nothing here reads files or touches native memory.
 */
package org.pixelwhy.onnx.graph;
