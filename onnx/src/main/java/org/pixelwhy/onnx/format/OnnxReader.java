package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.format.upgrade.Precision;
import org.pixelwhy.onnx.format.upgrade.Upgrader;
import org.pixelwhy.onnx.graph.ControlFlow;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.tensor.digest.Sha256;

/**
 * Reads ONNX files.
 *
 * <p>Names, shapes and metadata are kept; doc strings, training information and quantisation
 * annotations are dropped.
 */
public final class OnnxReader {
  private static final int LONGEST_REASON = 500;
  private static final int PIECE = 1 << 20;

  private OnnxReader() {}

  /** Reads a file with {@linkplain ReadOptions#defaults() default options}. */
  public static OnnxModel read(Path file) {
    return read(file, ReadOptions.defaults());
  }

  /**
   * Reads a file, and the external data files beside it.
   *
   * @throws InputException if a file is absent, damaged or uses what PixelWhy does not support
   */
  public static OnnxModel read(Path file, ReadOptions options) {
    try {
      return decode(bytes(file), ExternalData.beside(file), options);
    } catch (InputException e) {
      throw located(file.toString(), e);
    }
  }

  /** Reads the content of a file with {@linkplain ReadOptions#defaults() default options}. */
  public static OnnxModel read(byte[] content) {
    return read(content, ReadOptions.defaults());
  }

  /**
   * Reads the content of a file, which must not refer to external data.
   *
   * @throws InputException if the content is damaged or uses what PixelWhy does not support
   */
  public static OnnxModel read(byte[] content, ReadOptions options) {
    try {
      return decode(content, ExternalData.none(), options);
    } catch (InputException e) {
      throw located("ONNX model", e);
    }
  }

  /**
   * All files that a model is read from: itself, then those beside it that hold data of its
   * tensors, each once.
   *
   * @throws InputException if the file cannot be read, or names one that is not there or lies
   *     outside its folder
   */
  public static List<Path> files(Path file) {
    try {
      Set<Path> files = new LinkedHashSet<>(List.of(file));
      files.addAll(ExternalData.beside(file).files(parse(bytes(file))));
      return List.copyOf(files);
    } catch (InputException e) {
      throw located(file.toString(), e);
    }
  }

  /** Names in a damaged file may be long and hold line breaks or terminal commands. */
  private static InputException located(String where, InputException e) {
    String reason = e.getMessage().replaceAll("\\p{Cntrl}", "?");
    if (reason.length() > LONGEST_REASON) {
      reason = reason.substring(0, LONGEST_REASON) + "...";
    }
    return new InputException(where + ": " + reason, e);
  }

  private static byte[] bytes(Path file) {
    if (!Files.exists(file)) {
      throw new InputException("there is no such file; check the path");
    } else if (!Files.isRegularFile(file)) {
      throw new InputException("expected an ONNX file, found a folder, pipe or device");
    }
    try {
      long size = Files.size(file);
      long limit = Math.min(Integer.MAX_VALUE - 16, Runtime.getRuntime().maxMemory() * 3 / 4);
      if (size > limit) {
        throw new InputException(
            Text.format("%d bytes are more than the %d that can be read; ", size, limit)
                + "keep the weights in an external data file, or raise -Xmx");
      }
      return read(file, (int) size);
    } catch (IOException e) {
      throw new InputException("cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * In pieces: Java keeps a buffer of its own as large as the largest, as long as the thread lives.
   */
  private static byte[] read(Path file, int size) throws IOException {
    byte[] content = new byte[size];
    try (InputStream in = Files.newInputStream(file)) {
      for (int at = 0; at < size; ) {
        int count = in.read(content, at, Math.min(PIECE, size - at));
        if (count < 0) {
          throw new IOException("the file became shorter while it was read");
        }
        at += count;
      }
    }
    return content;
  }

  private static OnnxModel decode(byte[] content, ExternalData external, ReadOptions options) {
    ModelProto proto = parse(content);
    List<String> notes = new ArrayList<>();
    Graph original = new ModelDecoder(external, notes).decode(proto);
    NodeCheck.require(original);
    Declarations declarations = GraphDecoder.declarations(proto.getGraph());
    if (!declarations.weightsAsInputs().isEmpty()) {
      notes.add(
          Text.format(
              "%d weights are also listed as inputs; they are constants.",
              declarations.weightsAsInputs().size()));
    }
    if (!options.allowNonFinite()) {
      WeightCheck.requireFinite(original);
    }
    Graph graph = ConstantNodes.toInitializers(original);
    if (!options.keepPrecision()) {
      graph = toFloat(graph, notes);
    }
    graph = ControlFlow.unroll(Upgrader.upgrade(graph)).edit().prune().build();
    if (original.opset() != graph.opset()) {
      notes.add(
          Text.format(
              "Operators were brought from opset %d to %d.", original.opset(), graph.opset()));
    }
    String producer = (proto.getProducerName() + " " + proto.getProducerVersion()).strip();
    return new OnnxModel(graph, original, declarations, producer, Sha256.of(content), notes);
  }

  private static Graph toFloat(Graph graph, List<String> notes) {
    Precision.Result result = Precision.toFloat(graph);
    if (!result.converted().isEmpty()) {
      String types =
          result.converted().stream().map(DataType::toString).collect(Collectors.joining(", "));
      notes.add(Text.format("Numbers of type %s were converted to float.", types));
    }
    return result.graph();
  }

  private static ModelProto parse(byte[] content) {
    FileKind.requirePlausible(content);
    try {
      CodedInputStream input = UnsafeByteOperations.unsafeWrap(content).newCodedInput();
      input.enableAliasing(true);
      ModelProto proto = ModelProto.parseFrom(input);
      if (!proto.hasGraph()) {
        throw new InputException(
            "expected an ONNX model, found none; export or download the file again");
      }
      return proto;
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "this is no ONNX model, or it is damaged (%s); export or download the file again",
              firstSentence(e.getMessage())),
          e);
    }
  }

  private static String firstSentence(String message) {
    int end = message.indexOf(". ");
    return end < 0 ? message : message.substring(0, end);
  }
}
