package org.pixelwhy.radiomics.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * How the features of a family are computed from what they are computed from: a matrix, a mesh.
 *
 * @param <S> what that is
 */
public final class Formulas<S> {
  private final Map<String, Function<S, Value>> byId = new LinkedHashMap<>();

  /** Adds a feature that may be undefined. */
  public Formulas<S> value(String id, Function<S, Value> formula) {
    byId.put(FeatureTable.get(id).id(), formula);
    return this;
  }

  /** Adds a feature that is defined wherever its source is. */
  public Formulas<S> number(String id, ToDoubleFunction<S> formula) {
    return value(id, source -> Value.of(formula.applyAsDouble(source)));
  }

  /** The identifiers, in order. */
  public Set<String> ids() {
    return byId.keySet();
  }

  /** One value. */
  public Value value(String id, S source) {
    return byId.get(id).apply(source);
  }

  /** All features of a source. */
  public List<Measurement> of(S source) {
    return measured(Optional.empty(), formula -> formula.apply(source));
  }

  /** All features, undefined for one reason. */
  public List<Measurement> undefined(Optional<Aggregation> aggregation, String reason) {
    return measured(aggregation, formula -> Value.undefined(reason));
  }

  /**
   * The mean of each feature over those sources where it is defined; undefined where it is so in
   * all of them.
   *
   * @param sources at least one
   */
  public List<Measurement> averaged(List<S> sources, Aggregation aggregation) {
    return measured(Optional.of(aggregation), formula -> mean(sources, formula));
  }

  /**
   * The mean of one feature over sources.
   *
   * @param sentinel in the place of what is undefined, if anything is
   */
  public Value mean(String id, List<S> sources, OptionalDouble sentinel) {
    return sentinel.isEmpty()
        ? mean(sources, byId.get(id))
        : mean(sources, source -> value(id, source).orElse(sentinel.getAsDouble()));
  }

  private Value mean(List<S> sources, Function<S, Value> formula) {
    double sum = 0;
    int count = 0;
    Value last = Value.undefined("there is nothing to measure");
    for (S source : sources) {
      last = formula.apply(source);
      if (last.isDefined()) {
        sum += last.orNaN();
        count++;
      }
    }
    return count == 0 ? last : Value.of(sum / count);
  }

  private List<Measurement> measured(
      Optional<Aggregation> aggregation, Function<Function<S, Value>, Value> value) {
    List<Measurement> all = new ArrayList<>();
    byId.forEach(
        (id, formula) ->
            all.add(new Measurement(FeatureTable.get(id), aggregation, value.apply(formula))));
    return all;
  }
}
