package org.pixelwhy.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pixelwhy.conformance.ConformanceRow.Verdict;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Precision;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Compares the methods with a folder of reference values that other libraries gave.
 *
 * <p>The folder holds {@code manifest.json}, for each network {@code NET/model.onnx} and its
 * inputs, and an {@code .npy} file for each case. A case passes if {@code max |a - e| <= max(1e-4,
 * 5 (float64_rel_dev + jitter_rel_dev)) max |e|}. Cases with {@code reference: false} are computed
 * but do not decide.
 *
 * <p>Where an activation lies within rounding of a kink, two correct implementations in float
 * differ by more than that. A case above its tolerance is therefore computed once more in double,
 * which decides, and its message says what it was in float.
 */
public final class Conformance {
  private final Engine engine;
  private final GoldenSet set;
  private final List<GoldenCase> cases;

  /**
   * @param only methods to check, by their names in the set; all where empty
   * @param nets networks to check; all where empty
   * @throws InputException if the folder's manifest cannot be used, or names something else
   */
  public Conformance(Engine engine, Path folder, Set<String> only, Set<String> nets) {
    this.engine = engine;
    this.set = new GoldenSet(folder);
    requireKnown("method", only, GoldenCase::method);
    requireKnown("network", nets, GoldenCase::net);
    this.cases =
        set.cases().stream()
            .filter(c -> only.isEmpty() || only.contains(c.method()))
            .filter(c -> nets.isEmpty() || nets.contains(c.net()))
            .toList();
  }

  private void requireKnown(String what, Set<String> asked, Function<GoldenCase, String> name) {
    Set<String> known =
        set.cases().stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    for (String wanted : asked) {
      if (!known.contains(wanted)) {
        throw new InputException(
            Text.format(
                "the set has no %s '%s'.%s",
                what, wanted, NearestNames.suggest(wanted, List.copyOf(known))));
      }
    }
  }

  /** Number of cases to be run. */
  public int size() {
    return cases.size();
  }

  /**
   * Runs all cases, network by network.
   *
   * @param listener gets each row as soon as there is one
   * @throws InputException if a file of the set is missing or damaged
   */
  public List<ConformanceRow> run(Consumer<ConformanceRow> listener) {
    Map<String, List<GoldenCase>> byNet =
        cases.stream()
            .collect(
                Collectors.groupingBy(
                    GoldenCase::net, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    List<ConformanceRow> rows = new ArrayList<>();
    byNet.forEach(
        (net, list) ->
            run(
                net,
                list,
                row -> {
                  rows.add(row);
                  listener.accept(row);
                }));
    return rows;
  }

  private void run(String net, List<GoldenCase> list, Consumer<ConformanceRow> listener) {
    Path file = set.model(net);
    SegmentationModel model;
    try {
      model = ModelLoader.load(engine, ModelSource.of(file));
    } catch (InputException e) {
      list.forEach(golden -> listener.accept(failed(golden, e)));
      return;
    }
    try (ModelRunner runner = new ModelRunner(engine, model);
        ModelRunner precise = new ModelRunner(engine, model, Precision.DOUBLE)) {
      list.forEach(golden -> listener.accept(check(runner, precise, golden)));
    }
  }

  private ConformanceRow check(ModelRunner runner, ModelRunner precise, GoldenCase golden) {
    set.array(golden.file());
    Optional<GoldenMethods.Reproduction> method = GoldenMethods.find(golden);
    if (method.isEmpty()) {
      Verdict verdict = golden.reference() ? Verdict.UNSUPPORTED : Verdict.INFORMATIVE;
      return row(golden, verdict, Double.NaN, "not supported yet");
    }
    golden.target().ifPresent(region -> set.mask(region.mask()));
    Tensor input = set.input(golden.net(), golden.inputs().get(0));
    try {
      double error = error(runner, input, golden, method.get());
      if (golden.reference() && error > golden.tolerance()) {
        return inDouble(precise, input, golden, method.get(), error);
      }
      return judged(golden, error, "");
    } catch (RuntimeException e) {
      // One method's failure must not hide what the others give.
      return failed(golden, e);
    }
  }

  private ConformanceRow inDouble(
      ModelRunner precise,
      Tensor input,
      GoldenCase golden,
      GoldenMethods.Reproduction method,
      double inFloat) {
    try {
      double error = error(precise, input, golden, method);
      return judged(golden, error, Text.format("in double; in float %.1e", inFloat));
    } catch (RuntimeException e) {
      return judged(golden, inFloat, "cannot be computed in double: " + e.getMessage());
    }
  }

  private static ConformanceRow judged(GoldenCase golden, double error, String message) {
    Verdict verdict = error <= golden.tolerance() ? Verdict.PASS : Verdict.FAIL;
    return row(golden, golden.reference() ? verdict : Verdict.INFORMATIVE, error, message);
  }

  private double error(
      ModelRunner runner, Tensor input, GoldenCase golden, GoldenMethods.Reproduction method) {
    Tensor expected = set.array(golden.file());
    try (Evaluation at = runner.evaluate(input)) {
      Tensor actual = method.compute(new GoldenRun(set, golden, at));
      boolean anySign = golden.params().path("sign").asText("").startsWith("arbitrary");
      return anySign
          ? Agreement.errorUpToSign(actual, expected)
          : Agreement.error(actual, expected);
    }
  }

  private static ConformanceRow failed(GoldenCase golden, RuntimeException e) {
    String message = e instanceof InputException ? e.getMessage() : e.toString();
    Verdict verdict = golden.reference() ? Verdict.FAIL : Verdict.INFORMATIVE;
    return row(golden, verdict, Double.NaN, message);
  }

  private static ConformanceRow row(
      GoldenCase golden, Verdict verdict, double error, String message) {
    return new ConformanceRow(
        golden.net(), golden.method(), golden.file(), verdict, error, golden.tolerance(), message);
  }
}
