package org.pixelwhy.target;

import org.pixelwhy.model.Prediction;

/**
 * Every pixel of the image, in a class's output channel.
 *
 * @param choice the class; where none is stated, the one with the most pixels besides the
 *     background
 */
public record ImageTarget(ClassChoice choice) implements Target {
  static final TargetKind KIND =
      new TargetKind(
          "image",
          "image[:CLASS]",
          "every pixel",
          "image:1",
          text -> new ImageTarget(text.whole()));

  /** The channel of the class with this number. */
  public ImageTarget(int classIndex) {
    this(ClassChoice.of(classIndex));
  }

  @Override
  public FixedTarget resolve(Prediction prediction) {
    int found = choice.orLargest(prediction);
    String description = "whole image, class " + prediction.describe(found);
    return FixedTarget.of(this, prediction.inside(), found, description);
  }

  @Override
  public TargetNodes append(TargetGraph graph) {
    return new TargetNodes(graph.image(), graph.orLargest(choice));
  }

  @Override
  public boolean isSegment() {
    return false;
  }

  @Override
  public String toString() {
    return "image" + choice.suffix();
  }
}
