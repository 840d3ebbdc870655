package org.pixelwhy.app.cli.dream;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.CardOptions;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.dream.DreamEnd;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.report.dream.DreamReport;
import org.pixelwhy.study.dream.DreamRequest;
import org.pixelwhy.study.dream.DreamRequest.Network;
import org.pixelwhy.study.dream.DreamResult;
import org.pixelwhy.study.dream.DreamStudy;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Dreams of a class, and tells which features networks are sensitive to. */
@Command(
    name = "dream",
    description =
        "What a network is sensitive to: changes an image until it sees the class, and follows"
            + " radiomics features on the way (DeepDream analysis).",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis = "pixelwhy dream --model [NAME=]FILE --start image|constant:V|noise [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy dream --model unet.onnx --image healthy.png --neuron 120,80 \\",
      "    --reference validation --out dreamt",
      "  pixelwhy dream --model real=a.onnx --model synthetic=b.onnx --start noise --size 128x128 \\",
      "    --features stat_root_mean_square,shape2d_elongation,line-135 --repeats 5"
    })
public final class DreamCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "[NAME=]FILE",
      description = "ONNX file, or bioimage.io package; several are compared.")
  private List<String> models;

  @Mixin private DreamBeginningOptions beginning;

  @Mixin private DreamNeuronOptions neuron;

  @Mixin private DreamCourseOptions course;

  @Mixin private DreamMeasureOptions measures;

  @Option(names = "--resume", description = "Go on with what was interrupted in the folder.")
  private boolean resume;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pixelwhy-dream",
      description = "Folder for report, curves and frames (${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private EngineOption engine;

  @Mixin private CardOptions card;

  @Override
  public Integer call() {
    DreamRequest request = request();
    DreamResult result;
    Path report;
    try (OutputFolder folder = OutputFolder.claim(out)) {
      Path unfinished = DreamStudy.unfinished(folder.path(), resume);
      try (Engine opened = engine.open();
          ProgressBar progress = ProgressBar.onTerminal()) {
        result =
            new DreamStudy(opened, progress, request, unfinished, Duration.ofSeconds(15)).run();
      } catch (InputException e) {
        if (!resume) {
          DreamStudy.clear(unfinished);
        }
        throw e;
      }
      report = new DreamReport(result).write(folder.path());
      DreamStudy.clear(unfinished);
    }
    new DreamSummary(spec.commandLine().getOut()).print(result, report);
    boolean diverged =
        result.networks().stream()
            .flatMap(network -> network.paths().stream())
            .anyMatch(path -> path.end() == DreamEnd.DIVERGED);
    return diverged ? ExitCode.SOME_FAILED : ExitCode.OK;
  }

  private DreamRequest request() {
    return new DreamRequest(
        networks(),
        beginning.beginning(),
        neuron.aim(),
        course.course(),
        measures.measures(out, beginning.seed()));
  }

  private List<Network> networks() {
    List<Network> networks = new ArrayList<>();
    for (String text : models) {
      int equals = text.indexOf('=');
      boolean named = equals > 0 && equals < text.length() - 1 && !Files.exists(Path.of(text));
      Path file = Path.of(named ? text.substring(equals + 1) : text);
      String name = named ? text.substring(0, equals) : stem(file);
      ModelSource source = card.source(file);
      networks.add(new Network(name, source));
    }
    return networks;
  }

  private static String stem(Path file) {
    String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    return name.endsWith(".onnx") ? name.substring(0, name.length() - 5) : name;
  }
}
