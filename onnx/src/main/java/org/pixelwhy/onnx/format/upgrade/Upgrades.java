package org.pixelwhy.onnx.format.upgrade;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.pixelwhy.onnx.graph.Attribute;

/** The catalogue of upgrades, by operator and by the version that they lead to. */
final class Upgrades {
  private static final Map<String, NavigableMap<Long, Upgrade>> CATALOGUE = catalogue();

  private Upgrades() {}

  /** The first upgrade of an operator beyond a version, with the version it leads to, or null. */
  static Map.Entry<Long, Upgrade> next(String op, long version) {
    NavigableMap<Long, Upgrade> ofOperator = CATALOGUE.get(op);
    return ofOperator == null ? null : ofOperator.higherEntry(version);
  }

  private static Map<String, NavigableMap<Long, Upgrade>> catalogue() {
    Map<String, NavigableMap<Long, Upgrade>> all = new HashMap<>();
    enter(all, "Upsample", 9, AttributesToInputs.of(1, "scales"));
    enter(all, "Upsample", 10, new UpsampleToResize());
    enter(all, "Resize", 11, new ResizeCoordinates());
    enter(all, "Resize", 13, new ResizeInputs());
    for (String op : List.of("Softmax", "LogSoftmax", "Hardmax")) {
      enter(all, op, 13, new SoftmaxAxis());
    }
    enter(all, "BatchNormalization", 9, new BatchNormalizationSpatial());
    enter(all, "BatchNormalization", 14, new TrainingOutputs());
    enter(all, "Dropout", 12, new DropoutRatio());
    enter(all, "Clip", 11, AttributesToInputs.of(1, "min", "max"));
    enter(all, "Pad", 11, AttributesToInputs.of(1, "pads", "value"));
    enter(all, "Slice", 10, AttributesToInputs.of(1, "starts", "ends", "axes"));
    for (String op : List.of("Squeeze", "Unsqueeze", "ReduceSum")) {
      enter(all, op, 13, AttributesToInputs.of(1, "axes"));
    }
    for (String kind :
        List.of("L1", "L2", "LogSum", "LogSumExp", "Max", "Mean", "Min", "Prod", "SumSquare")) {
      enter(all, "Reduce" + kind, 18, AttributesToInputs.of(1, "axes"));
    }
    enter(all, "Split", 13, AttributesToInputs.of(1, "split"));
    enter(all, "Split", 18, new SplitCount());
    enter(all, "TopK", 10, AttributesToInputs.of(1, "k"));
    enter(all, "Scatter", 11, new ScatterToElements());
    enter(
        all,
        "RoiAlign",
        16,
        new DefaultAttribute("coordinate_transformation_mode", Attribute.of("output_half_pixel")));
    enter(all, "GridSample", 20, new GridSampleModes());
    enter(all, "GroupNormalization", 21, new GroupNormalizationScale());
    enter(
        all,
        "Scan",
        9,
        (node, scope) -> {
          throw Scope.refusal(node, "its first version is not supported");
        });
    enter(all, "DFT", 20, new DftAxis());
    return all;
  }

  private static void enter(
      Map<String, NavigableMap<Long, Upgrade>> all, String op, long version, Upgrade upgrade) {
    all.computeIfAbsent(op, key -> new TreeMap<>()).put(version, upgrade);
  }
}
