package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Part;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.dream.DreamEnd;
import org.pixelwhy.dream.feature.FeatureNames;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.report.DreamReport;
import org.pixelwhy.study.dream.Beginning;
import org.pixelwhy.study.dream.Beginning.Kind;
import org.pixelwhy.study.dream.Beginning.Varied;
import org.pixelwhy.study.dream.DreamPath;
import org.pixelwhy.study.dream.DreamRequest;
import org.pixelwhy.study.dream.DreamRequest.Measures;
import org.pixelwhy.study.dream.DreamRequest.Network;
import org.pixelwhy.study.dream.DreamResult;
import org.pixelwhy.study.dream.DreamStudy;
import org.pixelwhy.study.dream.NetworkDream;
import org.pixelwhy.study.dream.NetworkDream.Judged;
import org.pixelwhy.study.dream.ReferenceImages;
import org.pixelwhy.study.dream.VerdictRule;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
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
final class DreamCommand implements Callable<Integer> {
  private static final String CACHE = "reference";

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "[NAME=]FILE",
      description = "ONNX file, or bioimage.io package; several are compared.")
  private List<String> models;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "The image to begin with, best one without the class; of a volume a slice.")
  private String image;

  @Option(
      names = "--start",
      paramLabel = "image|constant:V|noise[:MEAN,SD]",
      description = "What to begin with; image where --image is given, else noise.")
  private String start;

  @Option(names = "--size", paramLabel = "WxH", description = "Size of the network's input.")
  private String size;

  @Mixin private DreamNeuronOptions neuron;

  @Mixin private DreamCourseOptions course;

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "NAME",
      description = {
        "What is followed: names of radiomics features, of families of them such as glcm, all,",
        "line-135, line-45. Without it, the published six, diameter and elongation."
      })
  private List<String> features = FeatureNames.USUAL;

  @Option(names = "--bins", paramLabel = "N", description = "Number of grey levels (32).")
  private String bins;

  @Option(names = "--bin-width", paramLabel = "W", description = "Width of grey levels.")
  private String binWidth;

  @Option(
      names = "--reference",
      paramLabel = "DIR|KIND:COUNT",
      description = "Images with masks, usually those of validation, that say what is normal.")
  private String reference;

  @Mixin private DataText dataText;

  @Option(
      names = "--split",
      paramLabel = "FILE",
      description = "The split.json of a training, of which --part of the reference is taken.")
  private Path split;

  @Option(
      names = "--part",
      paramLabel = "train|validation|test",
      defaultValue = "validation",
      description = "Which part of the split (${DEFAULT-VALUE}).")
  private Part part;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where the reference's numbers are kept; otherwise in the output folder.")
  private Path cache;

  @Option(
      names = "--normal",
      paramLabel = "N,S",
      split = ",",
      description = "Standard deviations that are normal, and strongly out (2,5).")
  private List<String> thresholds;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "Dreams of each network, for bands and agreement (1).")
  private String repeats = "1";

  @Option(
      names = "--vary",
      split = ",",
      paramLabel = "start|pixel|step",
      description = "What differs between repeated dreams (start).")
  private Set<Varied> varied = Set.of(Varied.START);

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all that is drawn (0).")
  private long seed;

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
    print(result, report);
    boolean diverged =
        result.networks().stream()
            .flatMap(network -> network.paths().stream())
            .anyMatch(path -> path.end() == DreamEnd.DIVERGED);
    return diverged ? Main.SOME_FAILED : Main.OK;
  }

  private DreamRequest request() {
    return new DreamRequest(
        networks(),
        new Beginning(
            kind(),
            Optional.ofNullable(size).map(text -> Numbers.size("--size", text)),
            (int) Numbers.whole("--repeats", repeats, 1),
            varied,
            seed),
        neuron.aim(),
        course.course(),
        new Measures(
            FeatureNames.measuring(features, discretisation()), referenceImages(), rule()));
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

  private Kind kind() {
    String text = start == null ? image == null ? "noise" : "image" : start;
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    List<String> numbers = colon < 0 ? List.of() : List.of(text.substring(colon + 1).split(","));
    if (image != null && !name.equals("image")) {
      throw new InputException("--start " + text + " needs no --image; leave one of them out");
    }
    if (name.equals("image") && numbers.isEmpty()) {
      if (image == null) {
        throw new InputException("--start image: name the image with --image FILE");
      }
      return new Beginning.OfImage(ImageArguments.one("--image", image));
    } else if (name.equals("constant") && numbers.size() == 1) {
      return new Beginning.Constant(Numbers.real("--start constant", numbers.get(0)));
    } else if (name.equals("noise") && (numbers.isEmpty() || numbers.size() == 2)) {
      return numbers.isEmpty()
          ? new Beginning.Noise(OptionalDouble.empty(), OptionalDouble.empty())
          : new Beginning.Noise(
              OptionalDouble.of(Numbers.real("--start noise", numbers.get(0))),
              OptionalDouble.of(Numbers.real("--start noise", numbers.get(1))));
    }
    throw new InputException(
        Text.format(
            "--start: expected image, constant:VALUE, noise or noise:MEAN,SD, found '%s'", text));
  }

  private Discretisation discretisation() {
    if (bins != null && binWidth != null) {
      throw new InputException("give only one of --bins and --bin-width");
    }
    return binWidth != null
        ? new Discretisation.BinWidth(Numbers.real("--bin-width", binWidth))
        : new Discretisation.BinNumber(bins == null ? 32 : (int) Numbers.whole("--bins", bins, 1));
  }

  private Optional<ReferenceImages> referenceImages() {
    if (reference == null) {
      return Optional.empty();
    }
    Dataset dataset = dataText.open(reference, seed);
    return Optional.of(
        new ReferenceImages(
            dataset.name(),
            split == null ? dataset.entries() : dataset.entries(SplitFile.read(split), part),
            dataset.classes().size(),
            dataset.windowing(),
            Optional.of(cache == null ? out.resolve(CACHE) : cache)));
  }

  private VerdictRule rule() {
    if (thresholds == null) {
      return VerdictRule.USUAL;
    }
    List<Double> numbers = Numbers.reals("--normal", thresholds);
    if (numbers.size() != 2) {
      throw new InputException("--normal: expected two numbers, such as 2,5");
    }
    return new VerdictRule(numbers.get(0), numbers.get(1));
  }

  private void print(DreamResult result, Path report) {
    PrintWriter print = spec.commandLine().getOut();
    boolean judged = result.request().measures().reference().isPresent();
    if (judged) {
      print.println("Verdicts: " + result.request().measures().rule());
    }
    for (NetworkDream network : result.networks()) {
      GuessText.line(network.setting().model().card()).ifPresent(print::println);
      print.println(Text.printable(network.name()) + ": " + network.setting().neuron());
      for (DreamPath path : network.paths()) {
        print.println("  " + line(path));
      }
      if (judged) {
        result.judged(network).forEach(each -> print.println("  " + verdict(network, each)));
      }
    }
    print.println("Report: " + report);
    print.flush();
  }

  private static String line(DreamPath path) {
    if (path.end() == DreamEnd.DIVERGED) {
      return path.start() + ": " + path.divergence();
    }
    DreamPath.Row last = path.steps().get(path.steps().size() - 1);
    return Text.format(
        "%s: %d steps of size %.4g, %s; the mask has %d pixels",
        path.start(), last.step(), path.rate(), path.end(), last.area());
  }

  private static String verdict(NetworkDream network, Judged judged) {
    int dreams = network.paths().size();
    String agreement =
        dreams == 1 ? "" : Text.format(" (%.0f %% of the dreams)", 100 * judged.agreement());
    return Text.format("%-32s %s%s", judged.feature().id(), judged.verdict(), agreement);
  }
}
