package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * What a network says about one image: logits and probabilities {@code [1,K,H',W']} (or {@code
 * [1,K,D',H',W']}), and the masks of its K classes.
 */
public final class Prediction {
  private final Tensor logits;
  private final Tensor probabilities;
  private final Reading reading;
  private final Mask inside;
  private final Mask[] masks;
  private int[] winners;

  /**
   * @param reading how the two are read
   * @throws InputException if the output holds values that are not finite
   */
  public Prediction(Tensor logits, Tensor probabilities, Reading reading) {
    this(logits, probabilities, reading, reading.geometry().inside(extents(logits)));
  }

  private Prediction(Tensor logits, Tensor probabilities, Reading reading, Mask inside) {
    this.logits = logits;
    this.probabilities = probabilities;
    this.reading = reading;
    this.inside = inside;
    requireFinite(logits);
    requireFinite(probabilities);
    this.masks = new Mask[(int) logits.shape().dim(1)];
  }

  /** A prediction for an image of the output's own size, without a background. */
  public Prediction(
      Tensor logits, Tensor probabilities, List<String> classNames, Decision decision) {
    this(
        logits,
        probabilities,
        new Reading(classNames, OptionalInt.empty(), decision, Geometry.covering(logits.shape())));
  }

  /** The prediction that a model's outputs are, for an image that lies so in its input. */
  public static Prediction of(SegmentationModel model, NativeTensors outputs, Geometry geometry) {
    return new Prediction(
        outputs.tensor(model.logits()),
        outputs.tensor(model.probabilities()),
        model.reading(geometry));
  }

  /** What the network says about a perturbed version of the image: other outputs, read alike. */
  public Prediction perturbed(Tensor newLogits, Tensor newProbabilities) {
    return new Prediction(newLogits, newProbabilities, reading, inside);
  }

  private static void requireFinite(Tensor output) {
    float[] values = output.toFloats();
    int bad = 0;
    for (float value : values) {
      bad += Float.isFinite(value) ? 0 : 1;
    }
    if (bad > 0) {
      throw new InputException(
          Text.format(
                  "the network's output holds %d values of %d that are NaN or infinite; check the"
                      + " image's",
                  bad, values.length)
              + " scaling (model card) and the network's weights");
    }
  }

  /** Logits {@code [1,K,H',W']}: before the final Sigmoid or Softmax. */
  public Tensor logits() {
    return logits;
  }

  /** Probabilities {@code [1,K,H',W']}. */
  public Tensor probabilities() {
    return probabilities;
  }

  /** The output that targets read. */
  public Tensor output(OutputSpace space) {
    return switch (space) {
      case LOGITS -> logits;
      case PROBABILITIES -> probabilities;
      case ENTROPY -> Entropy.of(logits, probabilities, decision());
    };
  }

  /** How masks are read off. */
  public Decision decision() {
    return reading.decision();
  }

  public int classes() {
    return masks.length;
  }

  /** Names of the classes, by index. */
  public List<String> classNames() {
    return reading.classNames();
  }

  /** The class that is not an object of its own, if there is one. */
  public OptionalInt background() {
    return reading.background();
  }

  /** How the image lies in the network's input. */
  public Geometry geometry() {
    return reading.geometry();
  }

  /** The pixels of the output that belong to the image; the others are padding. */
  public Mask inside() {
    return inside;
  }

  /** For messages: {@code 3 (liver)}, or the index alone where the name says no more. */
  public String describe(int classIndex) {
    String name = reading.classNames().get(classIndex);
    return name.equals(Integer.toString(classIndex)) ? name : classIndex + " (" + name + ")";
  }

  /** The spatial extents: rows and columns, or slices, rows and columns. */
  public int[] extents() {
    return extents(logits);
  }

  private static int[] extents(Tensor output) {
    Shape shape = output.shape();
    return Arrays.stream(shape.dims()).skip(2).mapToInt(Math::toIntExact).toArray();
  }

  /**
   * The pixels of the image predicted as a class; none of them in its padding.
   *
   * @throws InputException if there is no such class
   */
  public Mask mask(int classIndex) {
    if (classIndex < 0 || classIndex >= masks.length) {
      throw new InputException(
          Text.format(
              "there is no class %d; the network has classes 0 to %d",
              classIndex, masks.length - 1));
    }
    if (masks[classIndex] == null) {
      masks[classIndex] = readOff(classIndex);
    }
    return masks[classIndex];
  }

  /**
   * The class that a pixel (numbered in C order) is predicted as; with several classes at one pixel
   * or none, the one with the greatest output.
   */
  public int classAt(int pixel) {
    int best = 0;
    int area = area();
    for (int k = 1; k < masks.length; k++) {
      if (logits.get(k * area + pixel) > logits.get(best * area + pixel)) {
        best = k;
      }
    }
    return best;
  }

  /** For error messages: the classes that are predicted somewhere, with their number of pixels. */
  public String presentClasses() {
    List<String> present = new ArrayList<>();
    for (int k = 0; k < masks.length; k++) {
      if (!mask(k).isEmpty()) {
        present.add(describe(k) + ": " + mask(k).count() + " pixels");
      }
    }
    return present.isEmpty() ? "none" : String.join(", ", present);
  }

  private int area() {
    return Arrays.stream(extents()).reduce(1, Math::multiplyExact);
  }

  /** Masks are read off when asked for: perturbed predictions are mostly asked for one. */
  private Mask readOff(int classIndex) {
    if (reading.decision() == Decision.ARGMAX) {
      winners = winners == null ? winners(logits.toFloats(), masks.length, area()) : winners;
      return Mask.of(extents(), i -> winners[i] == classIndex && inside.get(i));
    }
    int offset = classIndex * area();
    return Mask.of(extents(), i -> probabilities.get(offset + i) > 0.5f && inside.get(i));
  }

  private static int[] winners(float[] values, int classes, int area) {
    int[] winners = new int[area];
    for (int k = 1; k < classes; k++) {
      for (int i = 0; i < area; i++) {
        if (values[k * area + i] > values[winners[i] * area + i]) {
          winners[i] = k;
        }
      }
    }
    return winners;
  }
}
