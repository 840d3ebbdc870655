package org.pixelwhy.app.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pixelwhy.bench.PassCost;
import org.pixelwhy.onnx.cost.OperatorCost;
import org.pixelwhy.onnx.runtime.OperatorTime;
import org.pixelwhy.onnx.runtime.RunProfile;
import org.pixelwhy.tensor.Text;

/** The passes of a method, and the operators that take their time, as a table and as JSON. */
public final class CostText {
  /** Operators that take a smaller share of a pass are left out of the table. */
  private static final double SHOWN = 0.01;

  private static final String PASS = "%-24s %6s %12s %9s %12s %9s %9s %9s";

  private CostText() {}

  /** What the columns are. */
  public static String head() {
    return Text.format(
        PASS, "", "nodes", "million ops", "forwards", "MB moved", "forwards", "ms", "forwards");
  }

  /**
   * A pass, and below it the operators that take most of its time.
   *
   * @param plain the plain forward pass
   */
  public static List<String> lines(PassCost pass, PassCost plain) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Text.format(
            PASS,
            pass.what(),
            pass.counted().nodes().size(),
            millions(pass.counted().operations()),
            ratio(pass.counted().operations(), plain.counted().operations()),
            millions(pass.counted().bytes()),
            ratio(pass.counted().bytes(), plain.counted().bytes()),
            pass.measured().map(run -> time(run.milliseconds())).orElse("-"),
            pass.measured()
                .map(run -> ratio(run.milliseconds(), milliseconds(plain)))
                .orElse("-")));
    Map<String, OperatorCost> counted = byName(pass);
    for (OperatorTime operator : pass.measured().map(RunProfile::operators).orElse(List.of())) {
      if (operator.milliseconds() >= SHOWN * milliseconds(pass)) {
        lines.add(line(operator, counted.get(operator.operator()), plain));
      }
    }
    return lines;
  }

  private static String line(OperatorTime operator, OperatorCost counted, PassCost plain) {
    boolean known = counted != null;
    return Text.format(
        PASS,
        "  " + operator.operator(),
        operator.nodes(),
        known ? millions(counted.operations()) : "-",
        known ? ratio(counted.operations(), plain.counted().operations()) : "-",
        known ? millions(counted.bytes()) : "-",
        known ? ratio(counted.bytes(), plain.counted().bytes()) : "-",
        time(operator.milliseconds()),
        ratio(operator.milliseconds(), milliseconds(plain)));
  }

  /** A pass with all of its operators, of the graph and of the runtime. */
  public static Map<String, Object> described(PassCost pass) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", pass.what());
    json.put("operations", pass.counted().operations());
    json.put("bytes", pass.counted().bytes());
    json.put("operators", pass.counted().byOperator());
    pass.measured().ifPresent(run -> json.put("milliseconds", run.milliseconds()));
    pass.measured().ifPresent(run -> json.put("times", run.operators()));
    return json;
  }

  private static Map<String, OperatorCost> byName(PassCost pass) {
    return pass.counted().byOperator().stream()
        .collect(
            Collectors.toMap(
                cost -> cost.operator().replaceAll(".*\\.", ""), cost -> cost, (a, b) -> a));
  }

  private static double milliseconds(PassCost pass) {
    return pass.measured().map(RunProfile::milliseconds).orElse(Double.NaN);
  }

  private static String millions(double number) {
    return Text.format("%.1f", number / 1e6);
  }

  private static String time(double milliseconds) {
    return Text.format("%.2f", milliseconds);
  }

  private static String ratio(double part, double whole) {
    return Text.format("%.3f", part / whole);
  }
}
