package org.pixelwhy.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The images of a request, one after the other: each is told of and let go. */
final class StudyRun {
  private final ExplainRequest request;
  private final ResultListener listener;
  private final Steps steps;
  private final FileHashes hashes = new FileHashes();
  private final List<Failure> failures = new ArrayList<>();
  private int explained;

  StudyRun(ExplainRequest request, ResultListener listener, Steps steps) {
    this.request = request;
    this.listener = listener;
    this.steps = steps;
  }

  /** What came of one image. */
  private record Finding(ImageResult result, List<Failure> failures) {}

  /**
   * Explains one image and tells of it, or of why it could not be explained.
   *
   * @param number of the image among those of the request, from 0
   * @throws InputException if it could not, and there are no others or the run is to stop at it
   */
  void explain(OpenModel open, int number) {
    Path file = request.images().get(number);
    Finding found;
    try {
      found = open.ask(runner -> find(runner, file, number));
    } catch (InputException e) {
      if (request.onBadImage() == OnBadImage.STOP || request.images().size() == 1) {
        throw Failure.named(file, e);
      }
      fail(Failure.of(file, Optional.empty(), e));
      return;
    }
    // Outside of what is caught above: a listener that cannot go on ends the run.
    found.failures().forEach(this::fail);
    listener.image(found.result());
    explained++;
  }

  private Finding find(ModelRunner runner, Path file, int number) {
    try (OpenImage image = OpenImage.of(runner, file, request.size(), steps)) {
      hashes.add(file);
      ImageStudy study = new ImageStudy(runner, request, image.numbered(number));
      ImageResult result = study.explain();
      return new Finding(result, study.failures());
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
    hashes.addAll(request.optionFiles());
    return hashes;
  }
}
