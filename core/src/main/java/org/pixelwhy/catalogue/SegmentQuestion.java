package org.pixelwhy.catalogue;

import java.util.List;
import java.util.Objects;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;

/**
 * What is asked about the segments of an image.
 *
 * @param methods identifiers; each gives a table
 * @param apart whether connected objects of a class are segments of their own
 * @param reduction how a segment's pixels become one number
 * @param on the output that is read
 * @param settings of the methods
 */
public record SegmentQuestion(
    List<String> methods,
    boolean apart,
    Reduction reduction,
    OutputSpace on,
    Method.Settings settings) {
  public SegmentQuestion {
    Objects.requireNonNull(reduction, "reduction");
    Objects.requireNonNull(on, "on");
    methods = methods.stream().map(id -> Catalogue.method(id).id()).distinct().toList();
    if (methods.isEmpty()) {
      throw new InputException("no method is given; name at least one, such as feature-ablation");
    }
    settings.options().require(methods.stream().map(Catalogue::method).toList());
  }

  /** About the mean logit of each segment, in the usual way. */
  public SegmentQuestion(List<String> methods, boolean apart) {
    this(
        methods,
        apart,
        Reduction.MEAN,
        OutputSpace.LOGITS,
        new Method.Settings(List.of("auto"), 0));
  }
}
