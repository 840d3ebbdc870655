package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The images of a request, one after the other: each is told of and let go. */
final class StudyRun {
  private final ExplainRequest request;
  private final Function<OpenImage, ExplainRequest> each;
  private final ResultListener listener;
  private final Steps steps;
  private final FileHashes hashes = new FileHashes();
  private final List<Failure> failures = new ArrayList<>();
  private int explained;

  /**
   * @param each what is asked about an image
   */
  StudyRun(
      ExplainRequest request,
      Function<OpenImage, ExplainRequest> each,
      ResultListener listener,
      Steps steps) {
    this.request = request;
    this.each = each;
    this.listener = listener;
    this.steps = steps;
  }

  /**
   * Explains one image and tells of it, or of why it could not be explained.
   *
   * @param number of the image among those of the request, from 0
   * @throws InputException if it could not, and there are no others or the run is to stop at it
   */
  void explain(OpenStudy open, int number) {
    ImageSource source = request.images().get(number);
    ImageFinding found;
    try {
      found =
          open.explain(
              source,
              number,
              image -> {
                hashes.add(source);
                return each.apply(image);
              },
              steps,
              study -> plan(study, number));
    } catch (InputException e) {
      if (request.onBadImage() == OnBadImage.STOP || request.images().size() == 1) {
        throw Failure.named(source, e);
      }
      fail(Failure.of(source, Optional.empty(), e));
      return;
    }
    // Outside of what is caught above: a listener that cannot go on ends the run.
    found.failures().forEach(this::fail);
    listener.image(found.result());
    explained++;
  }

  private void plan(ImageStudy study, int number) {
    if (number == request.images().size() - 1) {
      study.isLast();
    }
    if (number == 0) {
      study.plan(request.images().size()).ifPresent(listener::planned);
    }
  }

  private void fail(Failure failure) {
    failures.add(failure);
    listener.failed(failure);
  }

  /** The number of images that are explained. */
  int explained() {
    return explained;
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }

  /**
   * The hashes of all files that were read.
   *
   * @throws InputException if no image is explained, or a file that options name is gone
   */
  FileHashes hashes() {
    if (explained == 0) {
      throw new InputException(
          Text.format(
              "none of the %d images could be explained; the first: %s",
              request.images().size(), failures.get(0)));
    }
    request.optionFiles().forEach(hashes::add);
    return hashes;
  }
}
