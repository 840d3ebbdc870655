package org.pixelwhy.target;

import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The border of what is predicted as a class: its pixels with a neighbour outside it. The image's
 * edge is no border, and neither is that to its padding.
 *
 * @param choice the class; where none is stated, the one with the most pixels besides the
 *     background
 */
public record BorderTarget(ClassChoice choice) implements Target {
  static final TargetKind KIND =
      new TargetKind(
          "border",
          "border[:CLASS]",
          "their border; the image's edge is no border",
          "border:1",
          text -> new BorderTarget(text.whole()));

  /** That of the class with this number. */
  public BorderTarget(int classIndex) {
    this(ClassChoice.of(classIndex));
  }

  @Override
  public FixedTarget resolve(Prediction prediction) {
    int found = choice.orLargest(prediction);
    String name = prediction.describe(found);
    Mask border = ClassTarget.present(prediction, found).border(prediction.inside());
    if (border.isEmpty()) {
      throw new InputException(
          Text.format(
              "class %s fills the whole image, so it has no border; use target class or image",
              name));
    }
    return FixedTarget.of(this, border, found, "border of class " + name);
  }

  @Override
  public TargetNodes append(TargetGraph graph) {
    return new TargetNodes(graph.border(graph.masks()), graph.orLargest(choice));
  }

  @Override
  public boolean isSegment() {
    return false;
  }

  @Override
  public String toString() {
    return "border" + choice.suffix();
  }
}
