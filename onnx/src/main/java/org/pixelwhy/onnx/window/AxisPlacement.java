package org.pixelwhy.onnx.window;

import java.util.Map;
import org.pixelwhy.onnx.window.AxisPass.Place;
import org.pixelwhy.onnx.window.rule.Span;

/**
 * Where the pieces of one change lie along one axis.
 *
 * @param change the box that changes
 * @param before units missing before the piece, by frame
 * @param brought what is brought of a tensor to a frame other than the one that makes it
 * @param right what is right of the outputs, and wanted
 */
record AxisPlacement(
    Span change, long[] before, Map<Place, Span> brought, Map<String, Span> right) {}
