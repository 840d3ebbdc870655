package org.pixelwhy.model.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Device;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.window.Box;
import org.pixelwhy.onnx.window.WindowAnalysis;
import org.pixelwhy.onnx.window.WindowPlanner;
import org.pixelwhy.onnx.window.WindowScheme;
import org.pixelwhy.onnx.window.WindowTask;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/** Programs that run a model forward by windows, chosen by counted operations and kept. */
final class WindowPrograms implements AutoCloseable {
  /**
   * Windows are used if they take at most this share of the effort of a whole run: below it they
   * were faster on every network measured, whatever the share of what is not counted.
   */
  private static final double WORTHWHILE = 0.6;

  private final Engine engine;
  private final SegmentationModel model;
  private final Map<Key, Choice> choices = new HashMap<>();

  WindowPrograms(Engine engine, SegmentationModel model) {
    this.engine = engine;
    this.model = model;
  }

  /** What a program is for. */
  private record Key(Shape input, List<Long> extents, Map<String, Box> wanted) {}

  /**
   * Whether and how changes are computed by windows.
   *
   * @param program none where whole runs are better
   * @param note what to tell
   */
  record Choice(Optional<WindowProgram> program, String note) {}

  /**
   * The choice for changes of a size; none where there is nothing to choose.
   *
   * @param typed the model's graph at the image's size
   * @param target what alone is asked for, if that is known
   */
  Optional<Choice> choose(TypedGraph typed, List<Long> extents, Optional<FrozenTarget> target) {
    Map<String, Box> wanted = wanted(typed, target);
    Shape input = typed.shape(model.input());
    boolean all = extents.equals(extents(Box.whole(input))) && !isRegion(typed, wanted);
    if (all || extents.isEmpty() || engine.options().device() != Device.CPU) {
      return Optional.empty();
    }
    return Optional.of(
        choices.computeIfAbsent(new Key(input, extents, wanted), key -> open(typed, key)));
  }

  private static boolean isRegion(TypedGraph typed, Map<String, Box> wanted) {
    return wanted.entrySet().stream()
        .noneMatch(output -> output.getValue().equals(Box.whole(typed.shape(output.getKey()))));
  }

  private static List<Long> extents(Box box) {
    return Arrays.stream(box.extents()).boxed().toList();
  }

  private Map<String, Box> wanted(TypedGraph typed, Optional<FrozenTarget> target) {
    Map<String, Box> wanted = new LinkedHashMap<>();
    if (target.isPresent()) {
      for (String output : model.sources(target.get().on())) {
        wanted.put(output, target.get().box());
      }
    } else {
      for (String output : List.of(model.logits(), model.probabilities())) {
        wanted.put(output, Box.whole(typed.shape(output)));
      }
    }
    return wanted;
  }

  private Choice open(TypedGraph typed, Key key) {
    List<String> outputs = key.wanted().keySet().stream().sorted().toList();
    WindowAnalysis analysis = WindowAnalysis.of(WindowTask.forward(typed, model.input(), outputs));
    long[] extents = key.extents().stream().mapToLong(Long::longValue).toArray();
    WindowScheme scheme = new WindowPlanner(analysis).scheme(extents, key.wanted());
    double share = scheme.cost().effort() / scheme.fullCost().effort();
    double fewer = scheme.fullCost().operations() / scheme.cost().operations();
    if (share > WORTHWHILE) {
      return new Choice(Optional.empty(), declined(scheme, fewer));
    }
    String note =
        Text.format(
            "computed by windows, exactly: %.1f times fewer operations than whole runs", fewer);
    return new Choice(Optional.of(new WindowProgram(engine, scheme, Integer.MAX_VALUE)), note);
  }

  private static String declined(WindowScheme scheme, double fewer) {
    String why =
        scheme.obstacles().entrySet().stream()
            .limit(1)
            .map(node -> " because of the " + node.getKey() + " (" + node.getValue() + ")")
            .collect(Collectors.joining());
    return why.isEmpty()
        ? Text.format(
            "run whole: windows would save too little (%.1f times fewer operations)", fewer)
        : "run whole: the window is the whole image" + why;
  }

  @Override
  public void close() {
    choices.values().forEach(choice -> choice.program().ifPresent(WindowProgram::close));
    choices.clear();
  }
}
