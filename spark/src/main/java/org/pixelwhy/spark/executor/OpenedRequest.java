package org.pixelwhy.spark.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.spark.request.PortableRequest;
import org.pixelwhy.study.ImageFinding;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.OpenStudy;
import org.pixelwhy.study.comparison.Comparison;
import org.pixelwhy.study.request.ExplainRequest;

/** A request unpacked on this machine, with its model open. */
public final class OpenedRequest implements AutoCloseable {
  private final Engine engine;
  private final OpenStudy study;
  private final boolean compares;

  private OpenedRequest(Engine engine, OpenStudy study, boolean compares) {
    this.engine = engine;
    this.study = study;
    this.compares = compares;
  }

  /**
   * Opens a request.
   *
   * @param threads that the model computes with
   * @throws org.pixelwhy.tensor.InputException if its model or another of its files cannot be used
   */
  public static OpenedRequest of(PortableRequest portable, int threads) {
    ExplainRequest request;
    try {
      Path folder = Files.createTempDirectory(ProcessFolder.own(), "request");
      request = portable.unpack(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the request cannot be unpacked on this machine", e);
    }
    OptionalLong memory = request.settings().run().memory();
    EngineOptions options = EngineOptions.defaults().withThreads(threads);
    Engine engine =
        Engine.open(memory.isPresent() ? options.withMemory(memory.getAsLong()) : options);
    return new OpenedRequest(engine, OpenStudy.of(engine, request), portable.compares());
  }

  public SegmentationModel model() {
    return study.model();
  }

  /** The version of ONNX Runtime. */
  public String runtime() {
    return engine.version();
  }

  /**
   * Explains an image; of several threads one after the other.
   *
   * @param asked about it alone
   * @throws org.pixelwhy.tensor.InputException if it cannot be explained
   */
  ImageFinding explain(ImageSource image, Asked asked, Steps steps) {
    ExplainRequest request = study.request();
    Function<OpenImage, ExplainRequest> each =
        opened -> asked.in(compares ? Comparison.atOneLayer(request, opened) : request);
    return study.explain(image, 0, each, steps);
  }

  /** What is asked about an image. */
  ExplainRequest request(Asked asked) {
    return asked.in(study.request());
  }

  /** Waits until nobody asks, then closes the model and the engine. */
  @Override
  public void close() {
    study.close();
    engine.close();
  }
}
