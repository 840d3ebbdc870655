package org.pixelwhy.app.cli.compare;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Json;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.conformance.Conformance;
import org.pixelwhy.conformance.ConformanceRow;
import org.pixelwhy.conformance.ConformanceSummary;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the methods with reference values of other libraries. */
@Command(
    name = "conformance",
    description = "Compares the methods with a folder of reference values.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every case that decides is within its tolerance",
      "1:a case is above its tolerance, or its method is not supported",
      "2:the folder cannot be used"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy conformance golden",
      "  pixelwhy conformance golden --only saliency,deeplift --net unet3d"
    })
public final class ConformanceCommand implements Callable<Integer> {
  /** A case decides against the methods. */
  private static final int DEVIATES = 1;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder with manifest.json.")
  private Path folder;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "METHOD",
      description = "Only these methods, by their names in the folder.")
  private Set<String> only = Set.of();

  @Option(names = "--net", split = ",", paramLabel = "NET", description = "Only these networks.")
  private Set<String> nets = Set.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private EngineOption engine;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ConformanceRow> rows;
    try (Engine opened = engine.open()) {
      Consumer<ConformanceRow> listener = row -> {};
      rows =
          new Conformance(opened, folder, only, nets).run(json ? listener : row -> print(row, out));
    }
    List<ConformanceSummary> methods = ConformanceSummary.byMethod(rows);
    List<ConformanceSummary> networks = ConformanceSummary.byNet(rows);
    if (json) {
      out.println(
          Json.text(
              Map.of(
                  "cases", rows.stream().map(ConformanceCommand::described).toList(),
                  "methods", methods.stream().map(ConformanceCommand::described).toList(),
                  "networks", networks.stream().map(ConformanceCommand::described).toList())));
    } else {
      print("method", methods, out);
      print("network", networks, out);
      print("all", List.of(ConformanceSummary.of("", rows)), out);
    }
    out.flush();
    return rows.stream().anyMatch(ConformanceRow::decidesAgainst) ? DEVIATES : ExitCode.OK;
  }

  private static void print(ConformanceRow row, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-11s %s %s%n",
        row.verdict().name().toLowerCase(Locale.ROOT),
        measured(row),
        row.file());
    out.flush();
  }

  private static String measured(ConformanceRow row) {
    if (Double.isNaN(row.error())) {
      return row.message() + ":";
    }
    String remark = row.message().isEmpty() ? "" : Text.format(" (%s)", row.message());
    return Text.format("%8.1e of %7.1e%s", row.error(), row.tolerance(), remark);
  }

  private static void print(String heading, List<ConformanceSummary> rows, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%n%-34s %6s %6s %12s %12s %14s%n",
        heading,
        "pass",
        "fail",
        "unsupported",
        "informative",
        "largest error");
    for (ConformanceSummary row : rows) {
      out.printf(
          Locale.ROOT,
          "%-34s %6d %6d %12d %12d %14s%n",
          row.name(),
          row.passed(),
          row.failed(),
          row.unsupported(),
          row.informative(),
          Double.isNaN(row.largestError()) ? "-" : Text.format("%.1e", row.largestError()));
    }
  }

  private static Map<String, Object> described(ConformanceRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("net", row.net());
    json.put("method", row.method());
    json.put("file", row.file());
    json.put("verdict", row.verdict().name().toLowerCase(Locale.ROOT));
    json.put("error", finite(row.error()));
    json.put("tolerance", row.tolerance());
    json.put("message", row.message());
    return json;
  }

  private static Map<String, Object> described(ConformanceSummary summary) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", summary.name());
    json.put("passed", summary.passed());
    json.put("failed", summary.failed());
    json.put("unsupported", summary.unsupported());
    json.put("informative", summary.informative());
    json.put("largestError", finite(summary.largestError()));
    return json;
  }

  /** JSON knows no infinity and no NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
