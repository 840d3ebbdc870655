package org.pixelwhy.onnx.format;

import java.util.List;
import org.pixelwhy.onnx.graph.Graph;

/**
 * What an ONNX file holds.
 *
 * @param graph the graph to work with: of opset {@value
 *     org.pixelwhy.onnx.format.upgrade.Upgrader#OPSET}, without functions, {@code Constant} nodes,
 *     constant control flow and what no output needs
 * @param original the graph of the file's own opset and precision, with functions inlined; {@link
 *     OnnxWriter#writeOriginal} writes it such that ONNX Runtime computes the same bits
 * @param declarations what the file says about tensors of the original graph
 * @param producer what wrote the file, such as {@code pytorch 2.4.0}; empty where it does not say
 * @param sha256 hash of the file, in hexadecimal digits; external data files are not part of it
 * @param notes what was changed or dropped on reading, one sentence each
 */
public record OnnxModel(
    Graph graph,
    Graph original,
    Declarations declarations,
    String producer,
    String sha256,
    List<String> notes) {
  public OnnxModel {
    notes = List.copyOf(notes);
  }
}
