package org.pixelwhy.study.dream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.LikelySizes;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.FileHashes;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.SizesInMind;
import org.pixelwhy.study.dream.Beginning.OfImage;
import org.pixelwhy.study.dream.DreamRequest.Network;
import org.pixelwhy.tensor.InputException;

/**
 * DeepDream analyses: dreams with every network, measures all steps, and judges what each network
 * is sensitive to.
 */
public final class DreamStudy {
  private final Engine engine;
  private final Progress progress;
  private final DreamRequest request;
  private final Path unfinished;
  private final Duration between;

  /**
   * An analysis.
   *
   * @param unfinished folder for what an interrupted run goes on from; whoever asks clears it
   * @param between how long to wait between two savings of it
   */
  public DreamStudy(
      Engine engine, Progress progress, DreamRequest request, Path unfinished, Duration between) {
    this.engine = engine;
    this.progress = progress;
    this.request = request;
    this.unfinished = unfinished;
    this.between = between;
  }

  /**
   * Dreams with all networks, from where an interrupted run of the same request stopped.
   *
   * @throws InputException if anything in the request cannot be used
   * @throws java.util.concurrent.CancellationException if the progress stops it; it can be gone on
   *     from then
   */
  public DreamResult run() {
    Optional<Given> given = image();
    List<NetworkDream> networks = new ArrayList<>();
    List<Provenance> provenance = new ArrayList<>();
    for (int i = 0; i < request.networks().size(); i++) {
      Network network = request.networks().get(i);
      Instant started = Instant.now();
      SegmentationModel model = load(network, given);
      try (OpenModel open = ModelLoader.keepOpen(engine, model)) {
        String file = i + ".state";
        networks.add(open.ask(runner -> dream(network, runner, given, file)));
      } catch (InputException e) {
        throw request.networks().size() == 1 ? e : named(network, e);
      }
      FileHashes hashes = new FileHashes();
      given.ifPresent(known -> hashes.add(known.source()));
      provenance.add(Provenance.of(engine, model, hashes, started));
    }
    return new DreamResult(request, networks, provenance);
  }

  /**
   * The place within a run's folder for what an interrupted run goes on from.
   *
   * @param resume whether it is gone on from
   * @throws InputException if it is not, though something is there
   */
  public static Path unfinished(Path folder, boolean resume) {
    Path unfinished = folder.resolve("unfinished");
    if (!resume && Files.exists(unfinished)) {
      throw InputException.about(
          "unfinished dream",
          folder + ": holds a dream that was interrupted; remove it, or choose another folder");
    }
    return unfinished;
  }

  /**
   * Removes what an interrupted run would go on from.
   *
   * @throws InputException if it stays
   */
  public static void clear(Path unfinished) {
    if (!Files.isDirectory(unfinished)) {
      return;
    }
    try (Stream<Path> files = Files.list(unfinished)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(unfinished);
    } catch (IOException e) {
      throw InputException.about(
          "output folder", unfinished + ": cannot be removed: " + e.getMessage(), e);
    }
  }

  private static InputException named(Network network, InputException e) {
    return new InputException(network.name() + ": " + e.getMessage(), e);
  }

  /** The image that dreams begin with. */
  private record Given(ImageSource source, Image image, ModelCardChange card) {}

  /** What an image's volume tells of a card's ranges. */
  private interface ModelCardChange {
    ModelCard of(ModelCard card);
  }

  private Optional<Given> image() {
    if (!(request.beginning().kind() instanceof OfImage start)) {
      return Optional.empty();
    }
    ImageSource source = start.source();
    if (source instanceof ImageSource.Array) {
      throw new InputException(
          source.name() + ": is a finished input; dreams begin with a picture or a slice");
    }
    try (OpenVolumes volumes = OpenVolumes.withinHeap()) {
      Image image = volumes.read(source);
      return Optional.of(new Given(source, image, card -> within(card, source)));
    }
  }

  private static ModelCard within(ModelCard card, ImageSource source) {
    if (!card.needsVolume()) {
      return card;
    }
    try (OpenVolumes volumes = OpenVolumes.withinHeap()) {
      var windows = volumes.windows(source);
      return windows.size() == card.channels().channels() ? card.within(windows) : card;
    }
  }

  private SegmentationModel load(Network network, Optional<Given> given) {
    Optional<Size> size = request.beginning().size();
    LikelySizes likely =
        given
            .map(known -> SizesInMind.of(size, known.source()))
            .orElseGet(() -> SizesInMind.stated(size));
    SegmentationModel model = ModelLoader.load(engine, network.source(), likely);
    ModelCard card = given.map(known -> known.card().of(model.card())).orElse(model.card());
    return card.equals(model.card())
        ? model
        : new SegmentationModel(
            model.graph(),
            model.input(),
            model.logits(),
            model.probabilities(),
            model.decision(),
            card,
            model.hash(),
            model.notes());
  }

  private NetworkDream dream(
      Network network, ModelRunner runner, Optional<Given> given, String file) {
    OpenedDream opened = OpenedDream.of(request, runner.model(), given.map(Given::image));
    String image = given.map(known -> InputFile.hash(known.source())).orElse("none");
    DreamRecord record =
        new DreamRecord(
            unfinished,
            file,
            request.description() + "\nmodel: " + runner.model().hash() + "\nimage: " + image,
            opened.starts().size(),
            request.course().frames());
    record.load();
    NetworkRun.Keeping keeping = new NetworkRun.Keeping(record, progress, between);
    return new NetworkRun(request, network.name(), runner, opened, keeping)
        .all(() -> reference(runner.model(), opened.question().classIndex()));
  }

  private Optional<ReferenceNumbers> reference(SegmentationModel model, int classIndex) {
    return request
        .measures()
        .reference()
        .map(
            images ->
                new References(images, request.measures().measuring(), progress)
                    .of(model, classIndex, request.beginning().size()));
  }
}
