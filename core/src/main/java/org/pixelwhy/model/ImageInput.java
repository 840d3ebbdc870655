package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.model.card.CardGuess;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A network's only input, the image; others have been given by {@link GivenInputs}.
 *
 * @param graph the network, its batch opened where the file fixes it to several images, its input
 *     of floating-point numbers
 * @param value the declaration of the input; its rank is known
 * @param stored the input's type in the file
 * @param notes what was changed
 */
record ImageInput(
    Graph graph, Value value, Optional<DataType> stored, Layout layout, List<String> notes) {
  /**
   * Finds the input.
   *
   * @param stated its layout, where somebody states it
   * @throws InputException if there are several inputs, or the one is no picture and no volume
   */
  static ImageInput of(Graph graph, Optional<Layout> stated) {
    requireOne(graph);
    Value declared = graph.inputs().get(0);
    Layout layout = stated.orElseGet(() -> CardGuess.inputLayout(declared));
    int rank = layout.spatialRank() + 2;
    List<Dimension> dims =
        new ArrayList<>(
            declared
                .dims()
                .orElseGet(() -> Stream.generate(() -> Dimension.symbol("")).limit(rank).toList()));
    if (dims.size() != rank) {
      throw new InputException(
          Text.format("input '%s' does not have the %d axes of layout %s", declared, rank, layout));
    }
    List<String> notes = new ArrayList<>();
    if (dims.get(0).isFixed() && dims.get(0).extent() != 1) {
      notes.add(
          Text.format(
              "the file fixes batches of %d images; the network is run on one at a time",
              dims.get(0).extent()));
      dims.set(0, Dimension.symbol("batch"));
    }
    Value value = new Value(declared.name(), declared.type(), Optional.of(dims));
    if (WholeNumberInput.isOne(value)) {
      WholeNumberInput floating = WholeNumberInput.of(graph, value);
      notes.add(floating.note());
      return new ImageInput(
          floating.graph(), floating.graph().inputs().get(0), declared.type(), layout, notes);
    }
    if (value.equals(declared)) {
      return new ImageInput(graph, value, declared.type(), layout, notes);
    }
    // The outputs' declared shapes may no longer hold.
    List<String> outputs = graph.outputNames();
    GraphBuilder builder = graph.edit().redeclare(value).outputs(List.of()).outputs(outputs);
    return new ImageInput(builder.build(), value, declared.type(), layout, notes);
  }

  private static void requireOne(Graph graph) {
    if (graph.inputs().isEmpty()) {
      throw new InputException("the network has no input that could be the image");
    }
    if (graph.inputs().size() == 1) {
      return;
    }
    List<Value> pictures = pictures(graph);
    boolean clear = pictures.size() == 1;
    Value missing =
        graph.inputs().stream()
            .filter(input -> !clear || input != pictures.get(0))
            .reduce((first, last) -> last)
            .orElseThrow();
    throw InputException.about(
        "held input",
        Text.format(
            "the network has %d inputs %s; %s must be given, such as '%s': an array or a number",
            graph.inputs().size(),
            graph.inputs(),
            clear ? "all but '" + pictures.get(0).name() + "'" : "all but the image",
            missing.name()));
  }

  /** The inputs that may be the image: of whole numbers only where none is of floating-point. */
  private static List<Value> pictures(Graph graph) {
    List<Value> shaped = graph.inputs().stream().filter(ImageInput::hasRankOfPicture).toList();
    List<Value> floating =
        shaped.stream()
            .filter(input -> input.type().map(DataType::isFloating).orElse(true))
            .toList();
    return floating.isEmpty() ? shaped : floating;
  }

  private static boolean hasRankOfPicture(Value input) {
    return input.dims().map(dims -> dims.size() == 4 || dims.size() == 5).orElse(true);
  }
}
