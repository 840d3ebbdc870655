package org.pixelwhy.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Everything that training needs to go on after an epoch as if it had never stopped.
 *
 * <p>As a file it is an ONNX file without nodes, whose initializers are the state.
 *
 * @param state parameters, statistics, and what the optimiser remembers
 * @param history results of the epochs done
 */
public record Checkpoint(Map<String, Tensor> state, List<EpochResult> history) {
  private static final String HISTORY = "pixelwhy.history";
  private static final String OPTIONS = "pixelwhy.options";
  private static final String CHECKSUM = "pixelwhy.checksum";
  private static final long OPSET = 21;

  public Checkpoint {
    state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    history = List.copyOf(history);
  }

  /** Before the first epoch. */
  public static Checkpoint start(TrainableNetwork network, Recipe recipe) {
    return new Checkpoint(Trainer.start(network, recipe), List.of());
  }

  /**
   * The bytes of a file.
   *
   * @param options what the training was started with, as text; {@link #read} asks for the same
   */
  public byte[] toBytes(String options) {
    GraphBuilder builder = Graph.builder("checkpoint", OPSET);
    state.forEach(builder::initializer);
    state.keySet().forEach(builder::tap);
    String rows = EpochResult.table(history);
    builder.metadata(OPTIONS, options);
    builder.metadata(HISTORY, rows);
    builder.metadata(CHECKSUM, Checksum.of(state, options, rows));
    return OnnxWriter.toBytes(builder.build());
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is missing, damaged, or of a training with other options
   */
  public static Checkpoint read(Path file, String options) {
    // As it stands in the file: what networks are brought to has no doubles.
    Graph graph = OnnxReader.read(file).original();
    String history = graph.metadata().get(HISTORY);
    String found = graph.metadata().get(OPTIONS);
    String checksum = graph.metadata().get(CHECKSUM);
    if (history == null || found == null || checksum == null) {
      throw new InputException(file + ": is no checkpoint of a training");
    }
    if (!checksum.equals(Checksum.of(graph.initializers(), found, history))) {
      throw new InputException(
          file + ": is damaged: its checksum is another; go on from a copy, or train anew");
    }
    if (!found.equals(options)) {
      throw InputException.about(
          "progress of another run",
          Text.format(
              "%s: belongs to a training with other options (%s); repeat them, or train anew",
              file, difference(found, options)));
    }
    try {
      return new Checkpoint(graph.initializers(), EpochResult.parse(history));
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": is damaged: its history cannot be read", e);
    }
  }

  private static String difference(String found, String options) {
    List<String> now = Arrays.asList(options.split("\n"));
    return found.lines().filter(line -> !now.contains(line)).findFirst().orElse("fewer than now");
  }
}
