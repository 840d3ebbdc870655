/**
 * Exact computation of windows: of a graph whose input changes in a small box only, or whose output
 * is wanted in a small box only, a graph that computes just the windows of each tensor that the
 * change reaches and the output needs.
 *
 * <p>{@link org.pixelwhy.onnx.window.WindowAnalysis} finds what is reached, {@link
 * org.pixelwhy.onnx.window.WindowPlanner} chooses the windows, {@link
 * org.pixelwhy.onnx.window.WindowedGraph} is the rewritten graph.
 */
package org.pixelwhy.onnx.window;
