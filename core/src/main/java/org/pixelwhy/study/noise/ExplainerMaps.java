package org.pixelwhy.study.noise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** The maps of a network that was trained to tell how much noise every pixel can bear. */
final class ExplainerMaps implements MapMaker {
  static final String IMPORTANCE = "importance";
  static final String SCALE = "noise_scale";
  static final String LOGIT = "noise_logit";
  private static final String METADATA = "pixelwhy.noise";
  private static final String PARAMETERS = "parameters: ";
  private static final String TIMING = "timing.json";

  private final String name;
  private final Path file;
  private final OnnxModel model;
  private final Program program;

  private ExplainerMaps(String name, Path file, OnnxModel model, Program program) {
    this.name = name;
    this.file = file;
    this.model = model;
    this.program = program;
  }

  /**
   * Opens an explainer.
   *
   * @throws InputException if the file is missing, damaged or no explainer of noise
   */
  static ExplainerMaps open(Engine engine, String name, Path file) {
    OnnxModel model = OnnxReader.read(file);
    List<String> wanted = List.of(IMPORTANCE, SCALE, LOGIT);
    if (!model.graph().outputNames().containsAll(wanted)
        || model.graph().inputNames().size() != 1) {
      throw new InputException(
          Text.format(
              "%s: expected an explainer that was trained on noise, with outputs %s; found outputs"
                  + " %s",
              file, wanted, model.graph().outputNames()));
    }
    return new ExplainerMaps(
        name, file, model, engine.compile(model.graph().edit().outputs(wanted).prune().build()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Kind kind() {
    return Kind.NOISE;
  }

  /** All that it says of an input. */
  Map<String, Tensor> outputs(Tensor input) {
    try {
      return program.run(Map.of(model.graph().inputNames().get(0), input));
    } catch (InputException e) {
      throw new InputException(
          Text.format(
              "%s: the explainer does not take inputs of shape %s; it must be one of the same"
                  + " network (%s)",
              file, input.shape(), e.getMessage()),
          e);
    }
  }

  @Override
  public float[] values(NoiseCase at, Evaluation evaluation, NoiseQuestion question) {
    float[] values = outputs(evaluation.image()).get(LOGIT).toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
    return values;
  }

  @Override
  public OptionalLong parameters() {
    String text = model.original().metadata().getOrDefault(METADATA, "");
    return text.lines()
        .filter(line -> line.startsWith(PARAMETERS))
        .mapToLong(line -> Long.parseLong(line.substring(PARAMETERS.length()).strip()))
        .findFirst();
  }

  @Override
  public OptionalDouble trainingSeconds() {
    Path timing = file.toAbsolutePath().resolveSibling(TIMING);
    if (!Files.isRegularFile(timing)) {
      return OptionalDouble.empty();
    }
    try {
      JsonNode seconds = new ObjectMapper().readTree(Files.readString(timing)).path("seconds");
      return seconds.isNumber() ? OptionalDouble.of(seconds.doubleValue()) : OptionalDouble.empty();
    } catch (IOException e) {
      throw new InputException(timing + ": cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
