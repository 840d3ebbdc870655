package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

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
    Map<String, FunctionInliner.Function> functions = new LinkedHashMap<>();
    for (FunctionProto function : proto.getFunctionsList()) {
      functions.put(qualifiedName(function), decode(function, decoder, builder));
    }
    return new FunctionInliner(functions).inline(builder.build());
  }

  private static String qualifiedName(FunctionProto proto) {
    String operator = FunctionInliner.operator(proto.getName(), proto.getOverload());
    return proto.getDomain().isEmpty() ? operator : domain(proto.getDomain()) + "." + operator;
  }

  /** A function must be of the model's opset: its nodes will stand among the model's. */
  private static FunctionInliner.Function decode(
      FunctionProto proto, GraphDecoder decoder, GraphBuilder model) {
    opsets(proto.getOpsetImportList())
        .forEach(
            (domain, version) -> {
              Long known = model.opsets().get(domain);
              if (known == null) {
                model.opset(domain, version);
              } else if (!known.equals(version)) {
                throw new InputException(
                    Text.format(
                            "function '%s' needs opset %d of domain '%s', the model has %d; ",
                            proto.getName(), version, domain, known)
                        + "export the model with one opset");
              }
            });
    GraphBuilder body = Graph.builder(proto.getName(), 0);
    proto.getInputList().forEach(input -> body.input(Value.untyped(input)));
    proto.getNodeList().forEach(node -> body.add(decoder.decode(node)));
    proto.getOutputList().forEach(output -> body.output(Value.untyped(output)));
    Map<String, Attribute> defaults = new LinkedHashMap<>();
    proto
        .getAttributeProtoList()
        .forEach(attribute -> defaults.put(attribute.getName(), decoder.decode(attribute)));
    return new FunctionInliner.Function(body.build(), defaults);
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
