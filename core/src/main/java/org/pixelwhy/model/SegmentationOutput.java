package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * The tensor of a network that is the segmentation.
 *
 * @param tensor its name
 * @param axes what its axes are
 * @param chosen the head that is taken, where several are stacked
 * @param hard the decision in the graph that was left away, if there was one
 * @param guessed whether nobody stated it and there was a choice
 * @param notes what a user should know of the choice
 */
record SegmentationOutput(
    String tensor,
    OutputAxes axes,
    int chosen,
    Optional<HardEnd> hard,
    boolean guessed,
    List<String> notes) {
  /** {@code NAME}, {@code NAME[1]}: a head, or {@code NAME[:,:,1]}: a head along the third axis. */
  private static final Pattern HEAD = Pattern.compile("(.+)\\[((?::,)*)(\\d{1,6})\\]");

  /** Looks for the segmentation among a network's tensors. */
  record Search(Graph graph, TypedGraph typed, OutputReading reading) {
    /**
     * The tensor that is stated, or the map of most resolution; of several alike the one of most
     * classes, of these the first.
     *
     * @throws InputException if there is none, or not the stated one
     */
    SegmentationOutput choose(Optional<String> stated) {
      return stated.isPresent() ? stated(stated.get()) : guessed();
    }

    private SegmentationOutput stated(String text) {
      boolean whole = typed.types().containsKey(text);
      Matcher head = HEAD.matcher(text);
      boolean indexed = !whole && head.matches();
      String name = indexed ? head.group(1) : text;
      if (!typed.types().containsKey(name) || graph.producer(name).isEmpty()) {
        throw new InputException(
            Text.format(
                "the network has no output and no tensor '%s'.%s",
                name, NearestNames.suggest(name, graph.outputNames())));
      }
      OptionalInt axis =
          indexed && !head.group(2).isEmpty()
              ? OptionalInt.of(head.group(2).length() / 2)
              : OptionalInt.empty();
      SegmentationOutput found =
          read(name, axis)
              .orElseThrow(
                  () ->
                      new InputException(
                          Text.format(
                              "'%s' is no map of classes [N,K,H,W], but %s%s",
                              name, typed.type(name), maps())));
      return indexed ? found.head(Integer.parseInt(head.group(3)), text) : found.firstHead();
    }

    private String maps() {
      List<String> names = all().stream().map(SegmentationOutput::tensor).toList();
      return names.isEmpty() ? "" : "; maps are " + String.join(", ", names);
    }

    private List<SegmentationOutput> all() {
      List<SegmentationOutput> maps = new ArrayList<>();
      InputException unclear = null;
      for (String name : graph.outputNames()) {
        try {
          read(name, OptionalInt.empty())
              .filter(map -> maps.stream().noneMatch(other -> other.tensor.equals(map.tensor)))
              .ifPresent(maps::add);
        } catch (InputException e) {
          unclear = e;
        }
      }
      if (maps.isEmpty() && unclear != null) {
        throw unclear;
      }
      return maps;
    }

    private SegmentationOutput guessed() {
      List<SegmentationOutput> maps = all();
      Comparator<SegmentationOutput> best =
          Comparator.comparingLong((SegmentationOutput map) -> map.axes.positions())
              .thenComparing(map -> map.axes.classes());
      SegmentationOutput taken = null;
      for (SegmentationOutput map : maps) {
        taken = taken == null || best.compare(map, taken) > 0 ? map : taken;
      }
      if (taken == null) {
        throw new InputException(
            "no output is a map of classes [N,K,H,W]; outputs: "
                + graph.outputNames().stream().map(n -> n + " " + typed.type(n)).toList()
                + stops());
      }
      return maps.size() == 1 ? taken.firstHead() : taken.firstHead().amongst(maps, typed);
    }

    /** Why outputs of whole numbers are no maps. */
    private String stops() {
      String stops =
          graph.outputNames().stream()
              .filter(name -> !typed.type(name).type().isFloating())
              .flatMap(name -> graph.producer(name).stream())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
      return stops.isEmpty()
          ? ""
          : "; "
              + stops
              + " gives whole numbers, which have no gradients: name the tensor before it as the"
              + " output";
    }

    private Optional<SegmentationOutput> read(String name, OptionalInt headAxis) {
      Optional<HardEnd> hard = HardEnd.of(graph, typed, name);
      String tensor = hard.map(HardEnd::before).orElse(name);
      TensorType type = typed.type(tensor);
      if (!type.type().isFloating()) {
        return Optional.empty();
      }
      OptionalInt classes = hard.map(HardEnd::classes).orElse(OptionalInt.empty());
      OutputReading own =
          new OutputReading(reading.image(), reading.input(), reading.stated(), classes);
      Optional<OutputAxes> axes =
          headAxis.isPresent()
              ? Optional.of(own.of(type.shape(), headAxis.getAsInt()))
              : own.of(type.shape());
      List<String> notes = new ArrayList<>();
      hard.ifPresent(end -> notes.add(end.note(name)));
      return axes.map(found -> new SegmentationOutput(tensor, found, 0, hard, false, notes));
    }
  }

  private SegmentationOutput head(int index, String text) {
    if (axes.head().isEmpty() || index >= axes.heads()) {
      throw new InputException(
          axes.head().isEmpty()
              ? Text.format("output '%s': '%s' is one map, no stack of several", text, tensor)
              : Text.format(
                  "output '%s': '%s' is a stack of %d maps, from 0 to %d",
                  text, tensor, axes.heads(), axes.heads() - 1));
    }
    return new SegmentationOutput(tensor, axes, index, hard, guessed, notes);
  }

  /** The first head, with a note where there are others. */
  private SegmentationOutput firstHead() {
    if (axes.heads() == 1) {
      return this;
    }
    List<String> more = new ArrayList<>(notes);
    more.add(
        Text.format(
            "'%s' is a stack of %d maps along its axis %d; the first is taken, the others are"
                + " '%s[1]' to '%s[%d]'",
            tensor, axes.heads(), axes.head().getAsInt(), tensor, tensor, axes.heads() - 1));
    return new SegmentationOutput(tensor, axes, 0, hard, true, more);
  }

  private SegmentationOutput amongst(List<SegmentationOutput> maps, TypedGraph typed) {
    List<String> more = new ArrayList<>(notes);
    String others =
        maps.stream()
            .filter(map -> !map.tensor.equals(tensor))
            .map(map -> Text.format("'%s' %s", map.tensor, typed.shape(map.tensor)))
            .collect(Collectors.joining(", "));
    String by =
        maps.stream().anyMatch(map -> map.axes.positions() < axes.positions())
            ? "the one of most resolution"
            : maps.stream().anyMatch(map -> map.axes.classes() < axes.classes())
                ? "the one of most classes"
                : "the first";
    more.add(
        Text.format(
            "of %d outputs that are maps, '%s' %s is taken, %s; there is also %s",
            maps.size(), tensor, typed.shape(tensor), by, others));
    return new SegmentationOutput(tensor, axes, chosen, hard, true, more);
  }

  /** The layout of the map. */
  Layout layout() {
    return axes.layout();
  }

  /** What to state to have the same tensor again. */
  String name() {
    if (axes.head().isEmpty()) {
      return tensor;
    }
    return Text.format("%s[%s%d]", tensor, ":,".repeat(axes.head().getAsInt()), chosen);
  }
}
