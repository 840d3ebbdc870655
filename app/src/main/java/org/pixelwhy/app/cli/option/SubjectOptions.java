package org.pixelwhy.app.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A network and images, by options or by their places. */
public final class SubjectOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "In place of --model.")
  private Path firstArgument;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "IMAGE",
      description = "In place of --image.")
  private List<String> otherArguments = List.of();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "ONNX file, bioimage.io package (folder or rdf.yaml), folder with one of them.")
  private Path model;

  @Option(
      names = "--image",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = {
        "Pictures, folders and globs of them, DICOM files; slices such as ct.nii.gz:axial,45",
        "(10-20: a range, 10-20/5: every fifth, *: all, 45,0: of one channel); an .npy file",
        "is the finished input."
      })
  private List<String> images;

  /** The network's file. */
  public Path network() {
    return either("--model", model, firstArgument);
  }

  /** The images as they were typed. */
  public List<String> images() {
    return either("--image", images, otherArguments.isEmpty() ? null : otherArguments);
  }

  /** What is given by an option, or by its place. */
  private <T> T either(String name, T option, T argument) {
    if (option == null && argument == null) {
      OptionSpec missing = command.findOption(name);
      throw new ParameterException(
          command.commandLine(),
          Text.format("Missing required option: '%s=%s'", name, missing.paramLabel()));
    }
    if (option != null && argument != null) {
      throw new ParameterException(
          command.commandLine(),
          Text.format("'%s' is given by its place and by %s; leave out one.", argument, name));
    }
    return option == null ? argument : option;
  }
}
