package org.pixelwhy.app.cli.compare;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Json;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.CompletedNames;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.ImageArguments;
import org.pixelwhy.app.cli.option.MethodOptions;
import org.pixelwhy.app.cli.option.ModelOptions;
import org.pixelwhy.app.text.CostText;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.app.text.UNetText;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.bench.Bench;
import org.pixelwhy.bench.BenchSubject;
import org.pixelwhy.bench.CostModel;
import org.pixelwhy.bench.PassCost;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what methods cost. */
@Command(
    name = "bench",
    description = "Measures time and memory of a forward pass and of methods.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    abbreviateSynopsis = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy bench --model unet.onnx --image cells.png --methods saliency",
      "  pixelwhy bench --unet depth=5,channels=64 --size 256"
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "ONNX file, or bioimage.io package.")
  private Path model;

  @Option(names = "--image", paramLabel = "FILE", description = "An image for that model.")
  private String image;

  @Option(
      names = "--unet",
      paramLabel = "KEY=VALUE,...",
      description = "Instead: a U-Net of random weights; keys depth, channels, inputs, outputs.")
  private String unet;

  @Option(names = "--size", paramLabel = "WxH", description = "Size of the input.")
  private String size;

  @Option(
      names = {"--methods", "--method"},
      split = ",",
      paramLabel = "NAME",
      completionCandidates = CompletedNames.Methods.class,
      description = "Methods; all of them where none is given.")
  private List<String> methods;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Timed runs, by turns with forward passes; medians count (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--border-pixels",
      paramLabel = "N",
      defaultValue = "0",
      description = "Also the exact border of N pixels, where that is no single map.")
  private int borderPixels;

  @Option(
      names = "--infidelity",
      paramLabel = "N",
      defaultValue = "0",
      description = "Also the infidelity of each method's map by N samples.")
  private int samples;

  @Option(
      names = "--explain",
      description =
          "Instead: what the passes of each method cost, counted from their graphs and timed by the"
              + " runtime, operator by operator, beside a plain forward pass.")
  private boolean explain;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private MethodOptions options;

  @Mixin private EngineOption engine;

  @Mixin private ModelOptions card;

  @Override
  public Integer call() {
    List<String> chosen =
        methods == null
            ? Catalogue.methods().stream().filter(Method::readyMade).map(Method::id).toList()
            : methods;
    Method.Settings settings = options.settings(Method.Border.FAST);
    settings.options().require(chosen.stream().map(Catalogue::method).toList());
    List<Bench.Row> rows;
    try (Engine opened = engine.open()) {
      BenchSubject subject = subject(opened);
      if (explain) {
        explain(opened, subject, chosen, settings);
        return ExitCode.OK;
      }
      rows =
          new Bench(opened, new Bench.Extent(rounds, borderPixels, samples))
              .measure(subject.model(), subject.input(), chosen, settings);
    }
    print(rows, spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private void explain(
      Engine opened, BenchSubject subject, List<String> chosen, Method.Settings settings) {
    CostModel costs = new CostModel(opened, OptionalInt.of(rounds));
    PassCost plain = costs.forward(subject.model(), subject.input());
    Map<String, List<PassCost>> passes = new LinkedHashMap<>();
    for (String id : chosen) {
      Attributor attributor =
          Catalogue.method(id)
              .attributor(settings, InputFile.like(subject.input(), subject.model().card()));
      passes.put(id, costs.passes(subject.model(), subject.input(), attributor));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("forward pass", CostText.described(plain));
      passes.forEach(
          (id, costly) -> described.put(id, costly.stream().map(CostText::described).toList()));
      out.println(Json.text(described));
    } else {
      out.println(CostText.head());
      CostText.lines(plain, plain).forEach(out::println);
      passes.forEach(
          (id, costly) -> {
            out.println();
            out.println(costly.isEmpty() ? id + ": forward passes only" : id);
            costly.forEach(pass -> CostText.lines(pass, plain).forEach(out::println));
          });
    }
    out.flush();
  }

  private BenchSubject subject(Engine opened) {
    Optional<Size> wanted = Optional.ofNullable(size).map(text -> Numbers.size("--size", text));
    if (unet != null && model == null && image == null) {
      Size chosen =
          wanted.orElseThrow(() -> new InputException("--unet needs a --size, such as 256"));
      return BenchSubject.unet(opened, UNetText.parse(unet), chosen, options.seed());
    } else if (unet == null && model != null && image != null) {
      return BenchSubject.of(
          opened, card.source(model), ImageArguments.one("--image", image), wanted);
    }
    throw new InputException(
        "say what to measure: either --model and --image, or --unet and --size");
  }

  private void print(List<Bench.Row> rows, PrintWriter out) {
    if (json) {
      out.println(Json.text(rows.stream().map(BenchCommand::described).toList()));
    } else {
      int width = rows.stream().mapToInt(row -> row.what().length()).max().orElse(1);
      String name = "%-" + width + "s ";
      out.printf(
          Locale.ROOT,
          name + "%10s %10s %10s %10s%n",
          "",
          "seconds",
          "forwards",
          "cpu",
          "peak MiB");
      for (Bench.Row row : rows) {
        out.printf(
            Locale.ROOT,
            name + "%10.4f %10.2f %10s %10s%n",
            row.what(),
            row.seconds(),
            row.forwardPasses(),
            Double.isNaN(row.cpuForwardPasses())
                ? "-"
                : Text.format("%.2f", row.cpuForwardPasses()),
            row.peakMegabytes() < 0 ? "-" : row.peakMegabytes());
      }
    }
    out.flush();
  }

  private static Map<String, Object> described(Bench.Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", row.what());
    json.put("seconds", row.seconds());
    json.put("forwardPasses", row.forwardPasses());
    if (Double.isFinite(row.cpuForwardPasses())) {
      json.put("cpuForwardPasses", row.cpuForwardPasses());
    }
    json.put("peakMegabytes", row.peakMegabytes());
    return json;
  }
}
