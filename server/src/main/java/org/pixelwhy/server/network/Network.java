package org.pixelwhy.server.network;

import java.nio.file.Path;
import java.util.Optional;
import org.pixelwhy.image.io.ImageSource;

/**
 * A network that is open with its programs, wherever that is. Safe to use from several threads:
 * quick questions take turns with each other, long ones with each other, and no quick one waits for
 * a long one.
 */
public interface Network extends AutoCloseable {
  /** All that is known of it before an image is. */
  NetworkFacts facts();

  /**
   * What it predicts.
   *
   * @throws org.pixelwhy.tensor.InputException if it does not take the image
   */
  Predicted predict(ImageSource image);

  /**
   * Looks whether a question can be asked, as far as that is seen before its methods run.
   *
   * @throws org.pixelwhy.tensor.InputException if it cannot
   */
  void check(Inquiry inquiry);

  /**
   * Answers a question.
   *
   * @param listener hears of the steps of the work, and may stop it
   * @param pace whose turns it takes
   * @throws org.pixelwhy.tensor.InputException if it cannot be answered
   * @throws java.util.concurrent.CancellationException if it was stopped
   */
  Explained explain(Inquiry inquiry, Listener listener, Pace pace);

  /**
   * The question as an ONNX file that answers it for any image of the size that the network takes
   * this one in.
   *
   * @throws org.pixelwhy.tensor.InputException if its method or target is more than one graph
   */
  byte[] compile(Inquiry inquiry);

  /**
   * How much noise every pixel of an image bears, by an explainer of noise: float32, in the image's
   * values.
   *
   * @throws org.pixelwhy.tensor.InputException if it is none, or one for other images
   */
  byte[] noise(ImageSource image, Path explainer);

  /**
   * What is kept of a question as an HTML page, which needs no network.
   *
   * @throws org.pixelwhy.tensor.InputException if the network does not take the image any more
   */
  byte[] report(ImageSource image, KeptAnswers kept);

  /** Lets go of what is kept of an image for the next question. */
  void forget(ImageSource image);

  /** Lets go of what only long work needs, when there is none. */
  void rest();

  /** Waits for what is quick, stops what is not, and closes all programs. */
  @Override
  void close();

  /**
   * A question with all that it names.
   *
   * @param asked whose model and picture are not looked at
   * @param image what is asked about
   * @param marked a byte for each pixel of the image, where the target is a region
   * @param explainer the file of the explainer of noise that is asked
   * @param unfinished a folder for what has come about so far; who finds something there goes on
   *     from it
   */
  record Inquiry(
      Asked asked,
      ImageSource image,
      Optional<byte[]> marked,
      Optional<Path> explainer,
      Optional<Path> unfinished) {
    /** Whoever is interrupted begins again. */
    public Inquiry(
        Asked asked, ImageSource image, Optional<byte[]> marked, Optional<Path> explainer) {
      this(asked, image, marked, explainer, Optional.empty());
    }

    /** Whoever is interrupted goes on from what is in a folder. */
    public Inquiry goingOnFrom(Optional<Path> folder) {
      return new Inquiry(asked, image, marked, explainer, folder);
    }

    /** Without explainer. */
    public Inquiry(Asked asked, ImageSource image, Optional<byte[]> marked) {
      this(asked, image, marked, Optional.empty());
    }
  }
}
