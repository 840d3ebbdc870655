package org.pixelwhy.app.cli.network;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.CompletedNames;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.MethodOptions;
import org.pixelwhy.app.cli.option.ModelOptions;
import org.pixelwhy.app.cli.option.ReadingOptions;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.export.Explainer;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.compilation.Compilation;
import org.pixelwhy.study.compilation.CompileRequest;
import org.pixelwhy.target.UncompiledTarget;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes an explanation as an ONNX file. */
@Command(
    name = "compile",
    description = {
      "Writes an explanation as one ONNX file: it takes what the network takes, and gives the",
      "network's output, the mask and the map. It runs wherever ONNX runs."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    customSynopsis = "pixelwhy compile --model FILE --method NAME -o FILE [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy compile --model unet.onnx --method grad-cam --layer mid.relu \\",
      "    --target class:1 --size 512x512 -o explainer.onnx",
      "  pixelwhy compile --model unet.onnx --method saliency --seed-input \\",
      "    --size 256x256 -o explainer.onnx"
    })
public final class CompileCommand implements Callable<Integer> {
  /** Whether the explainer preprocesses pictures itself. */
  enum Preprocessing {
    IN,
    OUT
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "ONNX file, or bioimage.io package (folder or rdf.yaml).")
  private Path model;

  @Option(
      names = "--method",
      required = true,
      paramLabel = "NAME",
      completionCandidates = CompletedNames.Methods.class,
      description = "A method of the gradient, or layer-activation.")
  private String method;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The file to write.")
  private Path out;

  @Option(
      names = "--target",
      paramLabel = "KIND[:ARGS]",
      completionCandidates = CompletedNames.Targets.class,
      description = {
        "What to explain, as for explain, in pixels of the network's input (class). An object",
        "cannot be compiled."
      })
  private String target;

  @Option(
      names = "--seed-input",
      description = {
        "Leave the target open: the explainer's second input takes the weights [1,K,H,W] of the",
        "network's output."
      })
  private boolean seedInput;

  @Mixin private ReadingOptions reading;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Size of the network's input, where its file does not fix it.")
  private String size;

  @Option(
      names = "--preprocessing",
      paramLabel = "in|out",
      defaultValue = "out",
      description = {
        "out: the explainer takes what the network's file takes; in: it takes pictures",
        "[1,C,H,W] and preprocesses them as the model card says (${DEFAULT-VALUE})."
      })
  private Preprocessing preprocessing;

  @Mixin private MethodOptions chosen;

  @Mixin private EngineOption engine;

  @Mixin private ModelOptions card;

  @Override
  public Integer call() {
    requirePlace();
    if (seedInput && target != null) {
      throw new InputException(
          "--seed-input leaves the target open; leave out --target, or --seed-input");
    }
    String asked = target == null ? "class" : target;
    CompileRequest request =
        new CompileRequest(
            card.source(model),
            method,
            chosen.settings(Method.Border.FAST),
            seedInput ? Optional.empty() : Optional.of(TargetCatalogue.parse(asked)),
            reading.reduction(),
            reading.on(),
            Optional.ofNullable(size).map(text -> Numbers.size("--size", text)),
            preprocessing == Preprocessing.IN);
    try (Engine opened = engine.open()) {
      Explainer explainer = Compilation.compile(opened, request);
      OnnxWriter.write(explainer.graph(), out);
      print(explainer);
    } catch (UncompiledTarget e) {
      throw new InputException(e.getMessage() + " (--seed-input)", e);
    }
    return ExitCode.OK;
  }

  /** Before the work begins: the file can be written, and is not the model's own. */
  private void requirePlace() {
    Path folder = out.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          Text.format("-o %s: there is no folder %s; make it first", out, folder));
    }
    if (Files.isDirectory(out)) {
      throw new InputException(Text.format("-o %s: this is a folder; name the file to write", out));
    }
    try {
      if (Files.exists(out) && Files.exists(model) && Files.isSameFile(out, model)) {
        throw new InputException(
            Text.format("-o %s: this is the model itself; choose another name", out));
      }
    } catch (IOException e) {
      throw new InputException(Text.format("-o %s: %s", out, e.getMessage()), e);
    }
  }

  private void print(Explainer explainer) {
    PrintWriter text = spec.commandLine().getOut();
    for (Value input : explainer.graph().inputs()) {
      text.println("input  " + input);
    }
    for (Value output : explainer.graph().outputs()) {
      text.println("output " + output);
    }
    explainer.notes().forEach(note -> text.println("note: " + note));
    text.println("Explainer: " + out);
    text.flush();
  }
}
