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
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.study.training.TrainingRun;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.noise.NoiseExplainer;
import org.pixelwhy.training.noise.NoiseOptions;

/** The maps of a network that was trained to tell how much noise every pixel can bear. */
final class ExplainerMaps implements MapMaker {
  private final String name;
  private final Path file;
  private final SegmentationModel model;
  private final NoiseExplainer explainer;
  private final Program program;

  private ExplainerMaps(
      String name, Path file, SegmentationModel model, NoiseExplainer explainer, Program program) {
    this.name = name;
    this.file = file;
    this.model = model;
    this.explainer = explainer;
    this.program = program;
  }

  /**
   * Opens an explainer.
   *
   * @param model the network that it is to explain
   * @throws InputException if the file is missing, damaged or no explainer of noise
   */
  static ExplainerMaps open(Engine engine, SegmentationModel model, String name, Path file) {
    NoiseExplainer explainer = NoiseExplainer.read(file);
    return new ExplainerMaps(name, file, model, explainer, engine.compile(explainer.maps()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Kind kind() {
    boolean noise = explainer.facts().options().goal() == NoiseOptions.Goal.NOISE;
    return noise ? Kind.NOISE : Kind.SHARES;
  }

  @Override
  public List<String> warnings() {
    return explainer.otherNetwork(model.hash()).map(text -> name + ": " + text).stream().toList();
  }

  /**
   * All that it says of an input.
   *
   * @throws InputException if it takes other inputs than the network's
   */
  Map<String, Tensor> outputs(Tensor input) {
    try {
      explainer.requireSameInput(model.card(), input.shape());
    } catch (InputException e) {
      throw InputException.about(e.topic().orElseThrow(), file + ": " + e.getMessage(), e);
    }
    return program.run(Map.of(explainer.image(), input));
  }

  @Override
  public float[] values(NoiseCase at, Evaluation evaluation, NoiseQuestion question) {
    float[] values = outputs(evaluation.image()).get(NoiseExplainer.LOGIT).toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
    return values;
  }

  @Override
  public OptionalLong parameters() {
    return OptionalLong.of(explainer.facts().parameters());
  }

  @Override
  public OptionalDouble trainingSeconds() {
    Path timing = file.toAbsolutePath().resolveSibling(TrainingRun.TIMING);
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
