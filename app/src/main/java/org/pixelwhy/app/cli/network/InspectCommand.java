package org.pixelwhy.app.cli.network;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Json;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.ModelOptions;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is known and guessed of a model. */
@Command(
    name = "inspect",
    description =
        "Shows a network's inputs, outputs, layers and operators, and what is guessed of it.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    abbreviateSynopsis = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy inspect unet.onnx",
      "  pixelwhy inspect segformer.onnx --layers encoder.block.3",
      "  pixelwhy inspect unet.onnx --json --channels bgr --scale 1/255",
      "  pixelwhy inspect unet.onnx --write-card unet.yaml"
    })
public final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description = "ONNX file, or bioimage.io package (folder or rdf.yaml).")
  private Path model;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--layers",
      paramLabel = "FILTER",
      description = {
        "Layers whose name or operator contains this text, or all; of many",
        "layers only those worth looking at are shown where nothing is said."
      })
  private String layers;

  @Option(
      names = "--write-card",
      paramLabel = "FILE",
      description = "Write all that is stated and guessed as a model card, to be corrected.")
  private Path written;

  @Mixin private EngineOption engine;

  @Mixin private ModelOptions card;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Engine opened = engine.open()) {
      Inspection inspection = Inspection.of(opened, card.source(model));
      if (written != null) {
        ModelCardYaml.write(written, inspection.model().card().stated());
      }
      InspectionText text = new InspectionText(inspection, layers);
      if (json) {
        out.println(Json.text(text.json()));
      } else {
        text.print(out);
      }
    }
    out.flush();
    return ExitCode.OK;
  }
}
