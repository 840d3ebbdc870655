package org.pixelwhy.study.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.study.dataset.DataJson;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.Checkpoint;
import org.pixelwhy.training.EpochResult;
import org.pixelwhy.training.TrainedModel;
import org.pixelwhy.training.TrainingResult;

/** The folder of a training. */
final class TrainingFolder {
  private final TrainingRequest request;
  private final Function<TrainingResult, String> curves;

  /**
   * The folder that a request names.
   *
   * @param curves draws the results so far as a page
   */
  TrainingFolder(TrainingRequest request, Function<TrainingResult, String> curves) {
    this.request = request;
    this.curves = curves;
  }

  /**
   * Where training begins or goes on.
   *
   * @param claimed the folder, which is this run's own
   * @throws InputException if the folder holds a training already, or has none to go on with
   */
  Checkpoint start(OutputFolder claimed) {
    Path state = claimed.path().resolve(TrainingRun.STATE);
    if (!request.resume() && Files.exists(state)) {
      throw InputException.about(
          "trained already",
          Text.format(
              "%s: holds a training already; go on with that one, or choose another folder",
              request.folder()));
    }
    if (request.resume()) {
      return Checkpoint.read(state, request.description());
    }
    ResultFiles.remove(claimed.path(), TrainingRun.TEST);
    return Checkpoint.start(request.network(), request.options().recipe());
  }

  /**
   * Writes what an epoch gave.
   *
   * @param seconds that training took so far
   */
  void keep(Checkpoint checkpoint, boolean best, double seconds) {
    List<EpochResult> history = checkpoint.history();
    byte[] network = OnnxWriter.toBytes(model(checkpoint.state()));
    Map<String, Content> files = new LinkedHashMap<>();
    files.put(TrainingRun.SPLIT, text(SplitFile.text(request.split())));
    files.put(TrainingRun.TABLE, text(EpochResult.table(history) + "\n"));
    files.put(TrainingRun.CURVES, page(new TrainingResult(history, Optional.empty())));
    files.put(TrainingRun.LAST, Content.of(network));
    if (best) {
      files.put(TrainingRun.MODEL, Content.of(network));
    }
    files.put(TrainingRun.TIMING, text(DataJson.text(Map.of("seconds", seconds))));
    // Last: whoever goes on from it finds the rest as it was at that moment.
    files.put(TrainingRun.STATE, Content.of(checkpoint.toBytes(request.description())));
    int before = history.size() - 1;
    if (before == 0) {
      // Of another training, which has no checkpoint any more: it must not look like this one's.
      List.of(TrainingRun.MODEL, TrainingRun.LAST, TrainingRun.TABLE, TrainingRun.CURVES)
          .forEach(name -> ResultFiles.remove(request.folder(), name));
    }
    write(
        files,
        cause ->
            before == 0
                ? new InputException(cause.getMessage() + ". No epoch is kept yet", cause)
                : unfinished(
                    Text.format(
                        "%s. Epoch %d and what it left stay whole: training can go on from there",
                        cause.getMessage(), before),
                    cause));
  }

  /**
   * How long training took in the runs before that this one goes on from; 0 where it is unknown.
   */
  double seconds() {
    Path file = file(TrainingRun.TIMING);
    if (!request.resume() || !Files.isRegularFile(file)) {
      return 0;
    }
    try {
      return new ObjectMapper().readTree(Files.readString(file)).path("seconds").asDouble(0);
    } catch (IOException e) {
      // It is told, and nothing depends on it.
      return 0;
    }
  }

  /** Parameters and statistics of the best epoch's network, as the folder holds it. */
  Map<String, Tensor> bestWeights() {
    return TrainedModel.weights(file(TrainingRun.MODEL));
  }

  /** Writes what the end of training gave. */
  void keep(TrainingResult result) {
    Map<String, Content> files = new LinkedHashMap<>();
    files.put(TrainingRun.CURVES, page(result));
    result
        .test()
        .ifPresent(
            test -> {
              EpochResult best = request.options().score().best(result.history());
              files.put(TrainingRun.TEST, text(TestJson.text(best, test)));
            });
    write(
        files,
        cause ->
            unfinished(
                cause.getMessage()
                    + ". The network is trained and kept, only its test is not and can be repeated",
                cause));
  }

  /**
   * Writes files.
   *
   * @param told says, where that fails, what stays nevertheless
   */
  private void write(Map<String, Content> files, UnaryOperator<InputException> told) {
    try {
      ResultFiles.renew(request.folder(), files);
    } catch (InputException e) {
      throw told.apply(e);
    }
  }

  private static InputException unfinished(String message, InputException cause) {
    return InputException.about("unfinished training", message, cause);
  }

  private Path file(String name) {
    return request.folder().resolve(name);
  }

  private Graph model(Map<String, Tensor> state) {
    return TrainedModel.sealed(request.product().apply(state));
  }

  private Content page(TrainingResult result) {
    return text(curves.apply(result));
  }

  private static Content text(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
