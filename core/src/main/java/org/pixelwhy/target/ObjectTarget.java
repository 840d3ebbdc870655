package org.pixelwhy.target;

import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One connected component of what is predicted as a class.
 *
 * @param classIndex the class
 * @param member a pixel of the component, numbered in C order, or -1 for the largest component
 */
public record ObjectTarget(int classIndex, int member) implements Target {
  @Override
  public int channel(Prediction prediction) {
    return classIndex;
  }

  @Override
  public Mask mask(Prediction prediction) {
    Mask mask = Target.requirePresent(prediction, classIndex);
    if (member < 0) {
      return largest(mask);
    }
    Mask component = mask.component(member);
    if (component.isEmpty()) {
      throw new InputException(
          Text.format(
              "the pixel x=%d y=%d of the output is not predicted as class %s; give a pixel of the object",
              member % mask.width(), member / mask.width(), prediction.describe(classIndex)));
    }
    return component;
  }

  private static Mask largest(Mask mask) {
    Mask rest = mask;
    Mask best = Mask.empty(mask.extents());
    while (rest.count() > best.count()) {
      Mask component = rest.component(rest.indices()[0]);
      best = component.count() > best.count() ? component : best;
      rest = rest.minus(component);
    }
    return best;
  }

  @Override
  public String describe(Prediction prediction) {
    String name = prediction.describe(classIndex);
    if (member < 0) {
      return "largest object of class " + name;
    }
    int width = prediction.mask(classIndex).width();
    return Text.format(
        "object at x=%d y=%d of the output, class %s", member % width, member / width, name);
  }
}
