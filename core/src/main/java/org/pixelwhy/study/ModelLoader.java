package org.pixelwhy.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pixelwhy.model.GivenInputs;
import org.pixelwhy.model.LikelySizes;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.BioImageIo;
import org.pixelwhy.model.card.BioImageIoPackage;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;

/** Loads a model from where a user says it is. */
public final class ModelLoader {
  private ModelLoader() {}

  /**
   * The model, prepared.
   *
   * @throws InputException if a file is missing or damaged, or the network is no segmentation
   */
  public static SegmentationModel load(Engine engine, ModelSource source) {
    return load(engine, source, LikelySizes.UNKNOWN);
  }

  /**
   * The same for images that are known.
   *
   * @param likely sizes to try where nothing else says which sizes the network takes
   */
  public static SegmentationModel load(Engine engine, ModelSource source, LikelySizes likely) {
    Opened opened = open(source);
    return ModelPreparation.prepare(engine, opened.file(), opened.card(), likely);
  }

  /**
   * The model, prepared, to stay open for many questions; the caller closes it before the engine.
   *
   * @param memory bytes that programs and batches of inputs may take; a quarter of what is free
   *     where nothing is said
   * @throws InputException if a file is missing or damaged, or the network is no segmentation
   */
  public static OpenModel open(Engine engine, ModelSource source, OptionalLong memory) {
    return open(engine, source, memory, LikelySizes.UNKNOWN);
  }

  /** The same for images that are known. */
  static OpenModel open(
      Engine engine, ModelSource source, OptionalLong memory, LikelySizes likely) {
    SegmentationModel model = load(engine, source, likely);
    return new OpenModel(engine, model, memory.orElseGet(() -> FreeMemory.bytes() / 4));
  }

  /** A prepared model, to stay open for many questions, with a quarter of the free memory. */
  public static OpenModel keepOpen(Engine engine, SegmentationModel model) {
    return new OpenModel(engine, model, FreeMemory.bytes() / 4);
  }

  /** A model's file, its inputs besides the image held, and what is stated about it. */
  public record Opened(OnnxModel file, PartialCard card) {}

  public static Opened open(ModelSource source) {
    PartialCard card = source.stated();
    if (source.card().isPresent()) {
      card = card.orElse(ModelCardYaml.read(source.card().get()));
    }
    Path file = source.file();
    boolean packaged = isPackage(file);
    if (packaged) {
      BioImageIoPackage found = BioImageIo.read(file);
      card = card.orElse(found.card());
      file = found.weights();
    }
    OnnxModel model = GivenInputs.hold(OnnxReader.read(file), source.inputs());
    card = card.orElse(ModelCardYaml.inside(file, model.graph().metadata()));
    List<String> outputs = model.graph().outputNames();
    if (packaged && outputs.size() > 1) {
      // A package describes outputs in the order of the file, whatever it calls them.
      card = card.orElse(new PartialCard.Builder().output(outputs.get(0)).build());
    }
    return new Opened(model, card);
  }

  /**
   * All files that a network is read from, its card aside: the ONNX file, the files beside it that
   * hold its weights, and of a package the description first.
   *
   * @param file an ONNX file or a package
   * @throws InputException if one cannot be read, or is not there
   */
  public static List<Path> files(Path file) {
    List<Path> own = isPackage(file) ? BioImageIo.files(file) : List.of(file);
    Path weights = own.get(own.size() - 1);
    return Stream.concat(own.stream(), OnnxReader.files(weights).stream()).distinct().toList();
  }

  private static boolean isPackage(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    return Files.isDirectory(file) || lower.endsWith(".yaml") || lower.endsWith(".yml");
  }
}
