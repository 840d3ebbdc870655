package org.pixelwhy;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.GivenInput;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.runtime.Device;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.study.request.Sizing;
import org.pixelwhy.tensor.InputException;

/**
 * A segmentation network that is open to be asked why it drew what it drew.
 *
 * <pre>{@code
 * try (PixelWhy why = PixelWhy.open(Path.of("net.onnx"));
 *     Inquiry image = why.image(Path.of("scan.png"))) {
 *   Explanation map = image.ask("border:tumour", "grad-cam").map();
 *   Files.write(Path.of("why.png"), map.picture().png());
 * }
 * }</pre>
 *
 * <p>Programs that were compiled for one question serve the next ones. Safe to use from several
 * threads, which take turns: see {@link OpenModel}. Closing it closes its images; closing twice is
 * allowed.
 */
public final class PixelWhy implements AutoCloseable {
  private final Engine engine;
  private final OpenModel open;
  private final OpenVolumes volumes = OpenVolumes.withinHeap();
  private final Builder builder;
  private final Set<Inquiry> images = new LinkedHashSet<>();
  private boolean closed;

  private PixelWhy(Engine engine, OpenModel open, Builder builder) {
    this.engine = engine;
    this.open = open;
    this.builder = builder;
  }

  /**
   * Opens a model with its defaults: the processor, as many threads as there are cores, a quarter
   * of the free memory.
   *
   * @param model an ONNX file, or a bioimage.io package
   * @throws InputException if a file is missing or damaged, or the network is no segmentation
   */
  public static PixelWhy open(Path model) {
    return of(model).open();
  }

  /** A model that is opened in another way than usual. */
  public static Builder of(Path model) {
    return new Builder(model);
  }

  /** How a model is opened; what is not said has a default. */
  public static final class Builder {
    private final Path file;
    private final Map<String, GivenInput> inputs = new HashMap<>();
    private Optional<Path> card = Optional.empty();
    private PartialCard stated = PartialCard.EMPTY;
    private OptionalLong memory = OptionalLong.empty();
    private EngineOptions options = EngineOptions.defaults();
    private Optional<Size> size = Optional.empty();
    private Steps steps = Steps.SILENT;
    private Consumer<String> warnings = Builder::log;

    private Builder(Path file) {
      this.file = file;
    }

    /** A warning that nobody reads is a wrong conclusion: they are logged unless taken. */
    private static void log(String warning) {
      System.getLogger("org.pixelwhy").log(Level.WARNING, warning);
    }

    /** A model card in YAML: what input and output mean. */
    public Builder card(Path yaml) {
      card = Optional.of(yaml);
      return this;
    }

    /** What input and output mean; it wins over the card's file, that over the model's own. */
    public Builder stated(PartialCard known) {
      stated = known;
      return this;
    }

    /** What an input other than the image is held at. */
    public Builder input(String name, GivenInput value) {
      inputs.put(name, value);
      return this;
    }

    /** Bytes that programs and batches of inputs may take. */
    public Builder memory(long bytes) {
      memory = OptionalLong.of(bytes);
      return this;
    }

    /** Threads of one question, at most one per core is used; 0 for as many as there are cores. */
    public Builder threads(int threads) {
      options = options.withThreads(threads);
      return this;
    }

    /** Where the network runs. */
    public Builder device(Device device) {
      options = options.withDevice(device);
      return this;
    }

    /** The size to which pictures are brought, where the model takes several. */
    public Builder size(int height, int width) {
      size = Optional.of(new Size(height, width));
      return this;
    }

    /** Hears of the steps of long work, and may stop it by an exception. */
    public Builder steps(Steps listener) {
      steps = listener;
      return this;
    }

    /** Hears of every warning, a blank map for one; otherwise they are logged. */
    public Builder warnings(Consumer<String> listener) {
      warnings = listener;
      return this;
    }

    private ModelSource source() {
      return new ModelSource(file, card, stated, inputs);
    }

    /**
     * Opens the model.
     *
     * @throws InputException if a file is missing or damaged, or the network is no segmentation
     */
    public PixelWhy open() {
      Engine engine = Engine.open(options);
      try {
        return new PixelWhy(engine, ModelLoader.open(engine, source(), memory), this);
      } catch (RuntimeException e) {
        engine.close();
        throw e;
      }
    }
  }

  /** What is known of the model: classes, layers' names, what was guessed. */
  public SegmentationModel model() {
    return open.model();
  }

  /**
   * Opens an image: a picture, or a {@code .npy} file with the network's finished input.
   *
   * @throws InputException if it cannot be read, or the model does not take it
   */
  public Inquiry image(Path file) {
    return image(ImageSource.of(file));
  }

  /**
   * Takes a picture that the program holds.
   *
   * @param name for messages
   * @throws InputException if the model does not take it
   */
  public Inquiry image(String name, Image image) {
    return image(new ImageSource.InMemory(name, image));
  }

  /**
   * Opens an image from wherever it is, such as a slice of a volume.
   *
   * @throws InputException if it cannot be read, or the model does not take it
   */
  public Inquiry image(ImageSource source) {
    return open.ask(
        runner -> {
          Inquiry image =
              new Inquiry(
                  this,
                  OpenImage.of(
                      runner, volumes, source, new Sizing.Whole(builder.size), builder.steps));
          images.add(image);
          return image;
        });
  }

  /** A request about an image; what cannot be answered about a target is told at once. */
  ExplainRequest request(ImageSource image, Ask ask) {
    return new ExplainRequest(
        builder.source(),
        List.of(image),
        ask.question(),
        ask.methods(),
        ask.scores(),
        ask.settings(),
        builder.size,
        OnBadImage.STOP);
  }

  Engine engine() {
    return engine;
  }

  OpenModel open() {
    return open;
  }

  void warn(String warning) {
    builder.warnings.accept(warning);
  }

  /** Lets go of an image. */
  synchronized void release(Inquiry image) {
    if (!closed) {
      open.run(() -> let(image));
    }
  }

  private void let(Inquiry image) {
    if (images.remove(image)) {
      image.opened().close();
    }
  }

  /** Waits for a question that is being answered, then closes images, programs and engine. */
  @Override
  public synchronized void close() {
    if (!closed) {
      open.run(() -> List.copyOf(images).forEach(this::let));
      closed = true;
      open.close();
      volumes.close();
      engine.close();
    }
  }
}
