package org.pixelwhy.app.cli.radiomics;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Json;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.image.Field;
import org.pixelwhy.radiomics.Radiomics;
import org.pixelwhy.radiomics.Settings;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.pyradiomics.ParameterFile;
import org.pixelwhy.radiomics.pyradiomics.PyRadiomics;
import org.pixelwhy.radiomics.pyradiomics.PyRadiomicsSettings;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Radiomics features of images under masks. */
@Command(
    name = "radiomics",
    description = "Measures images under masks: shape, intensity and texture (IBSI).",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy radiomics --image ct.nii.gz --mask tumour.nii.gz --label 2 --bin-width 25",
      "  pixelwhy radiomics --image images --mask masks --profile pyradiomics --config params.yaml"
    })
public final class RadiomicsCommand implements Callable<Integer> {
  /** By whose definitions. */
  enum Profile {
    IBSI,
    PYRADIOMICS
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--image",
      required = true,
      paramLabel = "FILE|DIR",
      description = "Picture or volume of one channel, or a folder of such.")
  private Path image;

  @Option(
      names = "--mask",
      required = true,
      paramLabel = "FILE|DIR",
      description = "Mask of the same extents; in a folder those named as the images.")
  private Path mask;

  @Option(
      names = "--label",
      split = ",",
      paramLabel = "N",
      description = "Labels of the mask; otherwise each that there is but 0, by itself.")
  private List<Integer> labels;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "ibsi",
      description = "ibsi, or pyradiomics with its deviations (${DEFAULT-VALUE}).")
  private Profile profile;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Parameter file of pyradiomics (YAML).")
  private Path config;

  @Option(names = "--bins", paramLabel = "N", description = "Number of grey levels (ibsi: 32).")
  private Integer bins;

  @Option(
      names = "--bin-width",
      paramLabel = "W",
      description = "Width of grey levels (pyradiomics: 25).")
  private Double binWidth;

  @Option(
      names = "--spacing",
      split = ",",
      paramLabel = "MM",
      description = "Spacing of (slices,) rows and columns, whatever the image says.")
  private List<Double> spacing;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pixelwhy-out/radiomics",
      description = "Folder for features.csv and features.json (${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Optional<ParameterFile> parameters = Optional.ofNullable(config).map(ParameterFile::read);
    if (config != null && (bins != null || binWidth != null) || bins != null && binWidth != null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "give only one of --bins, --bin-width and --config.");
    }
    RadiomicsTable table = new RadiomicsTable(settings(parameters));
    List<String> failed = new ArrayList<>();
    List<RegionFiles> all = RegionFiles.of(image, mask);
    for (RegionFiles files : all) {
      try {
        measure(files, parameters, table);
      } catch (InputException e) {
        if (all.size() == 1) {
          throw e;
        }
        failed.add(e.getMessage());
      }
    }
    if (failed.size() == all.size()) {
      throw new InputException(failed.get(0));
    }
    write(table, parameters);
    failed.forEach(message -> spec.commandLine().getErr().println("pixelwhy: " + message));
    return failed.isEmpty() ? ExitCode.OK : ExitCode.SOME_FAILED;
  }

  private void measure(
      RegionFiles files, Optional<ParameterFile> parameters, RadiomicsTable table) {
    Field field = files.read();
    Field masks = files.labels();
    List<Integer> wanted = RegionFiles.present(masks);
    if (labels != null) {
      wanted = labels;
    } else if (parameters.isPresent() && parameters.get().label().isPresent()) {
      wanted = List.of(parameters.get().label().getAsInt());
    }
    if (wanted.isEmpty()) {
      throw new InputException(files.mask() + ": the mask is empty, there is nothing to measure");
    }
    for (int label : wanted) {
      Roi roi = region(files, field, masks, label);
      table.add(files, label, measure(roi, parameters));
    }
  }

  private Roi region(RegionFiles files, Field field, Field masks, int label) {
    try {
      Roi roi = RegionFiles.region(field, masks, label);
      return spacing == null ? roi : roi.spaced(spacing);
    } catch (InputException e) {
      throw new InputException(files.image() + ": " + e.getMessage(), e);
    }
  }

  private List<Measurement> measure(Roi roi, Optional<ParameterFile> parameters) {
    return profile == Profile.IBSI
        ? Radiomics.measure(roi, ibsi(parameters))
        : PyRadiomics.measure(roi, pyradiomics(parameters)).stream()
            .filter(found -> parameters.map(p -> p.asksFor(found.feature().id())).orElse(true))
            .toList();
  }

  private Settings ibsi(Optional<ParameterFile> parameters) {
    if (binWidth != null) {
      return Settings.binned(new Discretisation.BinWidth(binWidth));
    } else if (bins != null) {
      return Settings.binned(new Discretisation.BinNumber(bins));
    }
    return parameters.map(ParameterFile::ibsi).orElse(Settings.DEFAULT);
  }

  private PyRadiomicsSettings pyradiomics(Optional<ParameterFile> parameters) {
    PyRadiomicsSettings given =
        parameters.map(ParameterFile::settings).orElse(PyRadiomicsSettings.DEFAULT);
    if (binWidth != null) {
      return given.binned(new Discretisation.BinMultiples(binWidth));
    }
    return bins == null ? given : given.binned(new Discretisation.BinNumber(bins));
  }

  private String settings(Optional<ParameterFile> parameters) {
    return profile == Profile.IBSI
        ? ibsi(parameters).toString()
        : pyradiomics(parameters).toString();
  }

  private void write(RadiomicsTable table, Optional<ParameterFile> parameters) {
    String text = Json.text(table.json(profile, Optional.ofNullable(config)));
    try (OutputFolder folder = OutputFolder.claim(out)) {
      Map<String, Content> files = new LinkedHashMap<>();
      files.put("features.csv", Content.of(table.csv().getBytes(StandardCharsets.UTF_8)));
      files.put("features.json", Content.of(text.getBytes(StandardCharsets.UTF_8)));
      ResultFiles.write(folder.path(), files);
    }
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      print.println(text);
    } else {
      print.println(table.summary());
      print.println("Features: " + out.resolve("features.csv"));
    }
    print.flush();
  }
}
