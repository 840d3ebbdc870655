package org.pixelwhy.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.SegmentTable;
import org.pixelwhy.attribution.parts.Parts;
import org.pixelwhy.attribution.parts.Segments;
import org.pixelwhy.attribution.parts.Segments.Segment;
import org.pixelwhy.attribution.perturbation.FeatureAblation;
import org.pixelwhy.attribution.perturbation.FeatureAblation.Ablation;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.target.FixedTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Tables of how much each predicted segment of one image speaks for each other one: sums of an
 * additive map over each segment, a map for each target; or what each target loses without each
 * segment, all targets from the same passes.
 *
 * <p>Chrabaszcz, Baniecki, Komorowski, Płotka, Biecek: Aggregated Attributions for Explanatory
 * Analysis of 3D Segmentation Models, WACV 2025 (Agg2Exp).
 */
public final class SegmentTables {
  /** More rows than this are none that a person could read. */
  private static final int MOST_TARGETS = 100;

  private static final String PARTS = "parts";

  private final Evaluation at;
  private final ImageFiles files;
  private final SegmentQuestion asked;
  private final Segments segments;
  private final Map<Segment, Question> targets = new LinkedHashMap<>();

  /**
   * @param files reads what belongs to the image
   * @throws InputException if nothing but background is predicted, or too many objects are
   */
  public SegmentTables(Evaluation at, ImageFiles files, SegmentQuestion asked) {
    this.at = at;
    this.files = files;
    this.asked = asked;
    Prediction prediction = at.prediction();
    this.segments = Segments.of(at.image(), prediction, asked.apart());
    for (Segment segment : segments.all()) {
      if (!segment.isBackground()) {
        FixedTarget target =
            new FixedTarget(
                segment.pixels(), segment.classIndex().getAsInt(), segment.name(), true);
        targets.put(segment, new Question(target, asked.reduction(), asked.on()));
      }
    }
    if (targets.isEmpty()) {
      throw new InputException(
          Text.format(
              "nothing but background is predicted, so there is no segment to speak of; classes"
                  + " present: %s",
              prediction.presentClasses()));
    }
    if (targets.size() > MOST_TARGETS) {
      throw new InputException(
          Text.format(
              "%d segments are predicted, a table takes at most %d; take classes as a whole rather"
                  + " than their objects",
              targets.size(), MOST_TARGETS));
    }
  }

  /**
   * How large a segment is.
   *
   * @param segment its name
   * @param pixels of the network's output
   * @param share of the output's pixels that belong to the image
   */
  public record Area(String segment, int pixels, double share) {}

  /** The areas of all segments, in the order of the tables' columns. */
  public List<Area> areas() {
    double all = at.prediction().inside().count();
    return segments.all().stream()
        .map(
            segment ->
                new Area(segment.name(), segment.pixels().count(), segment.pixels().count() / all))
        .toList();
  }

  /**
   * The tables, one for each method.
   *
   * @throws InputException if a method's maps do not add up to anything, or it cannot explain
   */
  public List<SegmentTable> all() {
    Map<Method, Attributor> attributors = new LinkedHashMap<>();
    for (String id : asked.methods()) {
      Method method = Catalogue.method(id);
      Attributor attributor = method.attributor(settings(method), files);
      if (!attributor.additive()) {
        throw new InputException(
            Text.format(
                "method '%s' does not share the target out, so sums of its map over segments mean"
                    + " nothing; take some of %s",
                id, String.join(", ", additive())));
      }
      attributors.put(method, attributor);
    }
    attributors.values().forEach(method -> at.expect(method.requests(at, asked.on())));
    List<SegmentTable> tables = new ArrayList<>();
    attributors.forEach((method, attributor) -> tables.add(table(method, attributor)));
    return tables;
  }

  /** The methods that may be asked, as they are by themselves. */
  private List<String> additive() {
    Method.Settings usual = new Method.Settings(List.of("auto"), 0);
    return Catalogue.methods().stream()
        .filter(method -> method.readyMade() && method.attributor(usual).additive())
        .map(Method::id)
        .toList();
  }

  /** Methods that divide the image divide it into the segments, unless it is said into what. */
  private Method.Settings settings(Method method) {
    Optional<NamedOption<?>> parts = parts(method);
    Method.Settings settings = asked.settings();
    if (parts.isEmpty() || settings.options().isGiven(method, parts.get())) {
      return settings;
    }
    String what = asked.apart() ? "objects" : "classes";
    return settings.with(settings.options().with(method, parts.get(), what));
  }

  private static Optional<NamedOption<?>> parts(Method method) {
    return method.options().stream().filter(option -> option.name().equals(PARTS)).findFirst();
  }

  private SegmentTable table(Method method, Attributor attributor) {
    List<String> names = segments.parts().names();
    List<SegmentTable.Row> rows =
        attributor instanceof FeatureAblation ablation
            ? ablated(ablation)
            : summed(method, attributor);
    return new SegmentTable(method.id(), names, rows);
  }

  private List<SegmentTable.Row> ablated(FeatureAblation method) {
    List<FrozenTarget> frozen =
        targets.values().stream().map(question -> question.freeze(at.prediction())).toList();
    Ablation ablation = method.ablate(at, segments.parts(), frozen);
    List<SegmentTable.Row> rows = new ArrayList<>();
    int k = 0;
    for (Segment target : targets.keySet()) {
      double value = frozen.get(k).value(at.prediction().output(frozen.get(k).on()));
      rows.add(row(target, value, ablation.changes()[k], ablation.losses()[k]));
      k++;
    }
    return rows;
  }

  private List<SegmentTable.Row> summed(Method method, Attributor attributor) {
    List<SegmentTable.Row> rows = new ArrayList<>();
    try (Evaluation without = at.elsewhere(baseline(method))) {
      for (Map.Entry<Segment, Question> target : targets.entrySet()) {
        at.steps().step(method.title() + ": segment", rows.size(), targets.size());
        Question question = target.getValue();
        FrozenTarget frozen = question.freeze(at.prediction());
        double value = frozen.value(question.output(at.prediction()));
        double before = frozen.value(question.output(without.prediction()));
        double[] sums = sums(attributor.explain(at, question).get(0));
        rows.add(row(target.getKey(), value, value - before, sums));
      }
    }
    return rows;
  }

  /** What the method compares the image with; padding that it leaves alone stays. */
  private Tensor baseline(Method method) {
    Baseline baseline =
        method.options().contains(BaselineChoice.OPTION)
            ? new Method.Chosen(method, asked.settings(), files).baseline()
            : Baseline.ZERO;
    Tensor values = baseline.of(at.image());
    return parts(method).isPresent()
        ? segments.parts().shown(at.image(), values, part -> false)
        : values;
  }

  private static SegmentTable.Row row(Segment target, double value, double change, double[] sums) {
    return new SegmentTable.Row(target.name(), value, change, Arrays.stream(sums).boxed().toList());
  }

  /** The sum of a map {@code [1,C,H,W]} over each part; what it has of one channel counts as is. */
  private double[] sums(Attribution map) {
    Parts parts = segments.parts();
    float[] values = map.values().toFloats();
    double[] sums = new double[parts.count()];
    for (int i = 0; i < values.length; i++) {
      if (parts.of()[i] != Parts.NONE) {
        sums[parts.of()[i]] += values[i];
      }
    }
    return sums;
  }
}
