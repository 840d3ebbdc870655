package org.pixelwhy.app.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A kind of file, and the command that reads it. */
enum Format {
  ONNX("net.onnx", Seeds::unet, new OnnxMutator()),
  ONNX_SHAPES("net.onnx", Seeds::shapes, new OnnxMutator()),
  CARD("card.yaml", Seeds::card, new TextMutator()),
  PACKAGE("rdf.yaml", Seeds::resource, new TextMutator()),
  PNG("image.png", () -> Seeds.picture("png"), new PngMutator()),
  JPEG("image.jpg", () -> Seeds.picture("jpg"), new ByteMutator()),
  TIFF("image.tif", () -> Seeds.picture("tiff"), new ByteMutator()),
  GIF("image.gif", () -> Seeds.picture("gif"), new ByteMutator()),
  NPY("image.npy", Seeds::npy, new ByteMutator()),
  ROI("region.roi", Seeds::roi, new ByteMutator()),
  NIFTI("volume.nii", Seeds::nifti, new ByteMutator()),
  NRRD("volume.nrrd", Seeds::nrrd, new ByteMutator()),
  DICOM("image.dcm", Seeds::dicom, new ByteMutator());

  private final String file;
  private final Supplier<byte[]> seed;
  private final Mutator mutator;

  Format(String file, Supplier<byte[]> seed, Mutator mutator) {
    this.file = file;
    this.seed = seed;
    this.mutator = mutator;
  }

  String file() {
    return file;
  }

  byte[] seed() {
    return seed.get();
  }

  Mutator mutator() {
    return mutator;
  }

  /** The command line, for a folder that holds the file beside whole ones of other formats. */
  List<String> command(Path folder) {
    String own = folder.resolve(file).toString();
    String out = folder.resolve("out").toString();
    String model = folder.resolve("net.onnx").toString();
    String image = folder.resolve("image.png").toString();
    return switch (this) {
      case ONNX, ONNX_SHAPES -> explain(model, image, out);
      case CARD -> explain(model, image, out, "--card", own);
      case PACKAGE -> explain(own, image, out);
      case ROI -> explain(model, image, out, "--target", "region:" + own);
      case NIFTI, NRRD -> explain(model, own + ":axial,1", out);
      default -> explain(model, own, out);
    };
  }

  private static List<String> explain(String model, String image, String out, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of("explain", "--model", model, "--image", image, "--out", out, "--memory", "1G"));
    command.addAll(List.of("--method", "saliency,grad-cam"));
    command.addAll(
        more.length > 0 && more[0].equals("--target") ? List.of() : List.of("--target", "image"));
    command.addAll(List.of(more));
    return command;
  }
}
