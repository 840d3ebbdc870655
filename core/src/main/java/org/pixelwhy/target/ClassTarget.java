package org.pixelwhy.target;

import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.Text;

/**
 * All pixels predicted as one class.
 *
 * @param choice the class; where none is stated, the one with the most pixels besides the
 *     background
 */
public record ClassTarget(ClassChoice choice) implements Target {
  static final TargetKind KIND =
      new TargetKind(
          "class",
          "class[:CLASS]",
          "the pixels predicted as a class",
          "class:1",
          text -> new ClassTarget(text.whole()));

  /** The class with this number. */
  public ClassTarget(int classIndex) {
    this(ClassChoice.of(classIndex));
  }

  /**
   * The pixels of a class.
   *
   * @throws EmptyTarget if it is predicted nowhere, with the classes that are
   */
  static Mask present(Prediction prediction, int classIndex) {
    Mask mask = prediction.mask(classIndex);
    if (mask.isEmpty()) {
      throw new EmptyTarget(
          Text.format(
              "class %s is predicted nowhere in this image; classes present: %s",
              prediction.describe(classIndex), prediction.presentClasses()));
    }
    return mask;
  }

  @Override
  public FixedTarget resolve(Prediction prediction) {
    int found = choice.orLargest(prediction);
    String description = "class " + prediction.describe(found);
    return FixedTarget.of(this, present(prediction, found), found, description);
  }

  @Override
  public TargetNodes append(TargetGraph graph) {
    return new TargetNodes(graph.masks(), graph.orLargest(choice));
  }

  @Override
  public String toString() {
    return "class" + choice.suffix();
  }
}
