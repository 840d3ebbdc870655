package org.pixelwhy.study.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Part;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.data.Split;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.card.AxisSize;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.TrainingData;

/**
 * A data set as a given network takes it: the channels, the size and the classes are the network's.
 *
 * @param dataset images and masks
 * @param card how a sample becomes the network's input
 * @param saved how a file becomes it; differs where the data set is read through a window
 * @param fit channels and size of the input
 * @param target the class that counts, against all others; empty for all classes
 */
public record UtilityData(
    Dataset dataset, ModelCard card, ModelCard saved, InputFit fit, OptionalInt target) {

  /**
   * The data set as a network takes it.
   *
   * @param card of the network
   * @param size to which images are brought; the network's own where it has one, else as they are
   * @param target the class that counts; empty for all classes
   * @throws InputException if the network does not take such images, or knows other classes
   */
  public static UtilityData of(
      Dataset dataset, ModelCard card, Optional<Size> size, OptionalInt target, BadFiles badFiles) {
    Image first = DatasetSurvey.of(dataset, badFiles).first();
    requireClasses(dataset, card);
    Optional<Size> own =
        card.size().height() instanceof AxisSize.Fixed height
                && card.size().width() instanceof AxisSize.Fixed width
            ? Optional.of(new Size(height.extent(), width.extent()))
            : Optional.empty();
    Size taken = size.or(() -> own).orElse(new Size(first.height(), first.width()));
    if (!card.size().accepts(taken.height(), taken.width())) {
      throw InputException.about(
          "input size",
          Text.format(
              "the network takes height x width %s, found %d x %d; state another size",
              card.size(), taken.height(), taken.width()));
    }
    InputFit fit = new InputFit(card.channels(), Optional.of(taken));
    ModelCard read =
        dataset
            .windowing()
            .map(windowing -> unwindowed(card, WindowSteps.of(windowing), first))
            .orElse(card);
    return new UtilityData(dataset, read, card, fit, target);
  }

  private static void requireClasses(Dataset dataset, ModelCard card) {
    int labels = dataset.classes().size();
    int channels = card.classNames().size();
    if (channels == 1 ? labels != 2 : labels != channels) {
      throw new InputException(
          Text.format(
              "%s is of %s, the network of %s; their classes must be the same",
              dataset.name(),
              dataset.classes().stream().map(SegmentClass::name).toList(),
              card.classNames()));
    }
  }

  /** The card for values that were brought through the window that the network asks for. */
  private static ModelCard unwindowed(ModelCard card, List<Step> window, Image first) {
    if (!card.preprocessing().equals(window)) {
      throw InputException.about(
          "window",
          Text.format(
              "the data are read through the window %s, the network's card says %s; state the"
                  + " network's window",
              window, card.preprocessing()));
    }
    return card.withPreprocessing(List.of(new Scale(1.0 / first.range(), 0)));
  }

  /** Shape of the network's input for one image. */
  public Shape input() {
    Size size = fit.size().orElseThrow();
    return Shape.of(1, card.channels().channels(), size.height(), size.width());
  }

  /**
   * What a network learns from: the parts of a split, in the network's size.
   *
   * @param truth the masks that count
   */
  public TrainingData data(Split split, Truth truth, BadFiles badFiles) {
    return new TrainingData(
        entries(Part.TRAIN, split, truth),
        entries(Part.VALIDATION, split, truth),
        entries(Part.TEST, split, truth),
        ofTarget(),
        badFiles);
  }

  /** Gives the masks that count for a sample whose channels and size are the network's. */
  @FunctionalInterface
  public interface Truth {
    /** The labels of the data set's own masks. */
    Truth GIVEN = Sample::labels;

    LabelMap of(Sample sample);

    /** The same, of which only the largest object of a class counts; the others are ignored. */
    default Truth ofLargestObject(int label) {
      return sample -> {
        LabelMap labels = of(sample);
        Mask all = Mask.of(labels.axes(), i -> labels.at(i) == label);
        Mask largest = all.largestComponent();
        byte[] chosen = labels.classes().clone();
        for (int other : all.minus(largest).indices()) {
          chosen[other] = (byte) LabelMap.IGNORED;
        }
        return new LabelMap(labels.axes(), chosen);
      };
    }
  }

  private List<Entry> entries(Part part, Split split, Truth truth) {
    return dataset.entries(split, part).stream()
        .map(
            entry ->
                entry.map(
                    sample -> {
                      Sample fitted = fit.apply(sample);
                      return fitted.with(chosen(truth.of(fitted)));
                    }))
        .toList();
  }

  /**
   * The same images, on which every class but the background is one.
   *
   * @param data of {@link #data}
   */
  public static TrainingData foreground(TrainingData data) {
    if (data.channels() == 1) {
      return data;
    }
    return new TrainingData(
        foreground(data.train()),
        foreground(data.validation()),
        foreground(data.test()),
        data.card().withClasses(List.of("foreground"), OptionalInt.empty()),
        data.badFiles());
  }

  private static List<Entry> foreground(List<Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                entry.map(
                    sample ->
                        sample.with(relabelled(sample.labels(), label -> Math.min(label, 1)))))
        .toList();
  }

  private static LabelMap relabelled(LabelMap labels, IntUnaryOperator label) {
    byte[] chosen = labels.classes().clone();
    for (int i = 0; i < chosen.length; i++) {
      int old = labels.at(i);
      chosen[i] = (byte) (old == LabelMap.IGNORED ? old : label.applyAsInt(old));
    }
    return new LabelMap(labels.axes(), chosen);
  }

  private LabelMap chosen(LabelMap labels) {
    if (target.isEmpty() || card.classNames().size() == 1) {
      return labels;
    }
    int wanted = target.getAsInt();
    return relabelled(labels, label -> label == wanted ? 1 : 0);
  }

  private ModelCard ofTarget() {
    return target.isEmpty() || card.classNames().size() == 1
        ? card
        : card.withClasses(List.of(card.classNames().get(target.getAsInt())), OptionalInt.empty());
  }
}
