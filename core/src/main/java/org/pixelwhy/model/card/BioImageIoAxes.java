package org.pixelwhy.model.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.tensor.Text;

/**
 * The axes of a bioimage.io tensor, of either notation: a string such as {@code bcyx} with a shape
 * (to format 0.4), or a list of axis objects (0.5).
 *
 * @param letters one of b, c, z, y, x, t, i for each axis
 * @param sizes the extents that each axis may have; empty where unstated or derived from others
 * @param channelNames empty where unstated
 */
record BioImageIoAxes(
    String letters, List<Optional<AxisSize>> sizes, Optional<List<String>> channelNames) {
  static BioImageIoAxes read(YamlNode tensor) {
    YamlNode axes = tensor.require("axes");
    return axes.make(() -> axes.isList() ? ofObjects(axes) : ofString(axes, tensor.get("shape")));
  }

  private static BioImageIoAxes ofString(YamlNode axes, Optional<YamlNode> shape) {
    String letters = axes.text();
    List<Optional<AxisSize>> sizes = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      sizes.add(Optional.empty());
    }
    if (shape.isPresent() && shape.get().isList()) {
      List<YamlNode> extents = sameLength(shape.get(), letters);
      sizes.replaceAll(unused -> Optional.of(new AxisSize.Fixed(extents.remove(0).integer())));
    } else if (shape.isPresent() && shape.get().get("min").isPresent()) {
      List<YamlNode> minima = sameLength(shape.get().require("min"), letters);
      List<YamlNode> steps = sameLength(shape.get().require("step"), letters);
      sizes.replaceAll(unused -> Optional.of(stepped(minima.remove(0), steps.remove(0))));
    }
    return new BioImageIoAxes(letters, sizes, Optional.empty());
  }

  private static List<YamlNode> sameLength(YamlNode list, String letters) {
    List<YamlNode> items = new ArrayList<>(list.items());
    if (items.size() != letters.length()) {
      throw list.error(
          Text.format(
              "has %d numbers for the %d axes '%s'", items.size(), letters.length(), letters));
    }
    return items;
  }

  private static AxisSize stepped(YamlNode minimum, YamlNode step) {
    return step.integer() == 0
        ? new AxisSize.Fixed(minimum.integer())
        : new AxisSize.Stepped(minimum.integer(), step.integer());
  }

  private static BioImageIoAxes ofObjects(YamlNode axes) {
    StringBuilder letters = new StringBuilder();
    List<Optional<AxisSize>> sizes = new ArrayList<>();
    Optional<List<String>> names = Optional.empty();
    for (YamlNode axis : axes.items()) {
      String type = axis.require("type").text();
      // A space axis without an id is x.
      String id = axis.get("id").map(YamlNode::text).orElse("x");
      letters.append(
          switch (type) {
            case "batch" -> "b";
            case "channel" -> "c";
            case "time" -> "t";
            case "index" -> "i";
            case "space" -> id;
            default -> throw axis.error(Text.format("unknown axis type '%s'", type));
          });
      Optional<YamlNode> channelNames = axis.get("channel_names").filter(YamlNode::isList);
      if (channelNames.isPresent()) {
        List<String> list = channelNames.get().items().stream().map(YamlNode::text).toList();
        names = Optional.of(list);
        sizes.add(list.isEmpty() ? Optional.empty() : Optional.of(new AxisSize.Fixed(list.size())));
      } else {
        sizes.add(axis.get("size").flatMap(BioImageIoAxes::size));
      }
    }
    if (letters.length() != sizes.size()) {
      throw axes.error(
          Text.format("expected space axes with the ids x, y and z, found '%s'", letters));
    }
    return new BioImageIoAxes(letters.toString(), sizes, names);
  }

  private static Optional<AxisSize> size(YamlNode size) {
    if (!size.isMap()) {
      return Optional.of(new AxisSize.Fixed(size.integer()));
    }
    return size.get("step").map(step -> stepped(size.require("min"), step));
  }

  Layout layout(YamlNode tensor) {
    return switch (letters) {
      case "bcyx" -> Layout.NCHW;
      case "byxc" -> Layout.NHWC;
      case "bczyx" -> Layout.NCDHW;
      case "bzyxc" -> Layout.NDHWC;
      default ->
          throw tensor.error(
              Text.format(
                  "axes '%s' are not supported, expected bcyx, byxc, bczyx or bzyxc", letters));
    };
  }

  /** The sizes of the spatial axes, if all are stated. */
  Optional<InputSize> size() {
    List<AxisSize> stated = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      if ("xyz".indexOf(letters.charAt(i)) >= 0) {
        if (sizes.get(i).isEmpty()) {
          return Optional.empty();
        }
        stated.add(sizes.get(i).get());
      }
    }
    return Optional.of(new InputSize(stated));
  }

  OptionalInt channels() {
    int axis = letters.indexOf('c');
    return axis >= 0 && sizes.get(axis).orElse(null) instanceof AxisSize.Fixed fixed
        ? OptionalInt.of(fixed.extent())
        : OptionalInt.empty();
  }
}
