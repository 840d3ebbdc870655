package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;

/** A protobuf model to a graph of the file's own opset, with functions inlined. */
final class ModelDecoder {
  private final ExternalData external;
  private final List<String> notes;

  ModelDecoder(ExternalData external, List<String> notes) {
    this.external = external;
    this.notes = notes;
  }

  Graph decode(ModelProto proto) {
    Map<String, Long> opsets = opsets(proto.getOpsetImportList());
    GraphDecoder decoder = new GraphDecoder(new TensorDecoder(external), opsets, notes);
    if (proto.getTrainingInfoCount() > 0) {
      notes.add("The file's training information was dropped.");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    for (StringStringEntryProto entry : proto.getMetadataPropsList()) {
      metadata.put(entry.getKey(), entry.getValue());
    }
    GraphBuilder builder = decoder.decode(proto.getGraph());
    metadata.forEach(builder::metadata);
    return builder.build();
  }

  /** Versions by domain; the standard's domain has two spellings. */
  static Map<String, Long> opsets(List<OperatorSetIdProto> imports) {
    Map<String, Long> opsets = new LinkedHashMap<>();
    imports.forEach(entry -> opsets.put(domain(entry.getDomain()), entry.getVersion()));
    return opsets;
  }

  static String domain(String domain) {
    return domain.equals("ai.onnx") ? "" : domain;
  }
}
