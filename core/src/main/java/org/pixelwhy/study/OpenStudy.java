package org.pixelwhy.study;

import java.util.function.Consumer;
import java.util.function.Function;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.LikelySizes;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.InputException;

/**
 * A request whose model is open, for images in any order and from several threads, which take
 * turns. What is found out about an image does not depend on the others, except that the first one
 * of the request says which size is tried where nothing else does.
 */
public final class OpenStudy implements AutoCloseable {
  private final ExplainRequest request;
  private final OpenVolumes volumes;
  private final OpenModel model;

  private OpenStudy(ExplainRequest request, OpenVolumes volumes, OpenModel model) {
    this.request = request;
    this.volumes = volumes;
    this.model = model;
  }

  /**
   * Opens the model of a request.
   *
   * @param engine stays its owner's property and outlives what is opened
   * @throws InputException if the model cannot be read, or lacks a class that is asked about
   */
  public static OpenStudy of(Engine engine, ExplainRequest request) {
    OpenVolumes volumes = OpenVolumes.withinHeap();
    try {
      LikelySizes likely = SizesInMind.of(request.sizing().size(), request.images(), volumes);
      OpenModel model =
          ModelLoader.open(engine, request.model(), request.settings().run().memory(), likely);
      OpenStudy opened = new OpenStudy(request, volumes, model);
      opened.requireClasses();
      return opened;
    } catch (RuntimeException e) {
      volumes.close();
      throw e;
    }
  }

  private void requireClasses() {
    try {
      request.question().requireClasses(model.model());
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  public SegmentationModel model() {
    return model.model();
  }

  public ExplainRequest request() {
    return request;
  }

  /**
   * Explains an image.
   *
   * @param number of the image among those of the run, from 0; names what is kept of its progress
   * @param each what is asked about the image when it is open
   * @throws InputException if it cannot be read, or no target of it can be explained
   */
  public ImageFinding explain(
      ImageSource source, int number, Function<OpenImage, ExplainRequest> each, Steps steps) {
    return explain(source, number, each, steps, study -> {});
  }

  /**
   * The same for who wants to know what will be done.
   *
   * @param before is told before the work begins
   */
  ImageFinding explain(
      ImageSource source,
      int number,
      Function<OpenImage, ExplainRequest> each,
      Steps steps,
      Consumer<ImageStudy> before) {
    return model.ask(
        runner -> {
          try (OpenImage image = OpenImage.of(runner, volumes, source, request.sizing(), steps)) {
            ImageStudy study = new ImageStudy(runner, each.apply(image), image.numbered(number));
            before.accept(study);
            ImageResult result = study.explain();
            return new ImageFinding(result, study.failures());
          }
        });
  }

  /** Waits for its turn, then closes the model. */
  @Override
  public void close() {
    try (volumes) {
      model.close();
    }
  }
}
