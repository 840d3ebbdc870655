package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Writes graphs as ONNX files. */
public final class OnnxWriter {
  /** The newest file layout that only adds to what every reader of these opsets understands. */
  private static final long IR_VERSION = 10;

  private OnnxWriter() {}

  /**
   * Writes a graph to a file; either the whole file appears or nothing.
   *
   * @throws InputException if the file cannot be written, or the graph needs 2 GiB or more
   */
  public static void write(Graph graph, Path file) {
    write(toBytes(graph), file);
  }

  /**
   * Writes a model as it was read, in its own opset and precision.
   *
   * @throws InputException if the file cannot be written, or the model needs 2 GiB or more
   */
  public static void writeOriginal(OnnxModel model, Path file) {
    write(originalBytes(model), file);
  }

  static byte[] originalBytes(OnnxModel model) {
    Graph graph = model.original();
    ModelProto.Builder proto = toProto(graph, Set.of());
    for (String name : model.declarations().weightsAsInputs()) {
      Tensor weight = graph.initializers().get(name);
      if (weight != null) {
        proto.getGraphBuilder().addInput(GraphEncoder.encode(Value.of(name, weight.tensorType())));
      }
    }
    for (Value tensor : model.declarations().tensors()) {
      proto.getGraphBuilder().addValueInfo(GraphEncoder.encode(tensor));
    }
    return proto.build().toByteArray();
  }

  private static void write(byte[] bytes, Path file) {
    Path target = file.toAbsolutePath();
    try {
      Path temporary = Files.createTempFile(target.getParent(), ".pixelwhy", ".onnx");
      try {
        Files.write(temporary, bytes);
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new InputException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** The bytes of a graph's ONNX file, weights included. */
  public static byte[] toBytes(Graph graph) {
    return toBytes(graph, Set.of());
  }

  /**
   * The bytes of a graph's ONNX file in which some initializers are only declared, as data that
   * lies elsewhere; whoever loads the file must supply them.
   */
  public static byte[] toBytes(Graph graph, Set<String> external) {
    return toProto(graph, external).build().toByteArray();
  }

  private static ModelProto.Builder toProto(Graph graph, Set<String> external) {
    long size = 0;
    for (Map.Entry<String, Tensor> entry : graph.initializers().entrySet()) {
      size += external.contains(entry.getKey()) ? 0 : entry.getValue().bytes().remaining();
    }
    if (size > Integer.MAX_VALUE - (1 << 20)) {
      throw new InputException(
          Text.format("the weights take %d bytes; one ONNX file holds at most 2 GiB", size));
    }
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("pixelwhy")
            .setGraph(GraphEncoder.encode(graph, external));
    new LinkedHashMap<>(graph.opsets())
        .forEach(
            (domain, version) ->
                model.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
    graph
        .metadata()
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model;
  }
}
