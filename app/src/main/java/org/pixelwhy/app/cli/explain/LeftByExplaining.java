package org.pixelwhy.app.cli.explain;

import java.nio.file.Path;
import java.util.Arrays;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.tensor.Text;

/** What an explanation that is stopped leaves, and how to go on. */
final class LeftByExplaining implements ResultListener {
  private final Path folder;
  private final int images;
  private volatile int explained;

  /**
   * @param folder of the result
   * @param images to be explained
   */
  LeftByExplaining(Path folder, int images) {
    this.folder = folder;
    this.images = images;
  }

  @Override
  public void image(ImageResult result) {
    // From one thread only.
    explained = explained + 1;
  }

  /** In a sentence or two. */
  String text() {
    String whole =
        explained > 0
            ? Text.format("%d of %d images are explained, in %s. ", explained, images, folder)
            : "";
    if (isKept()) {
      return whole + "The same command with --resume goes on where it was.";
    }
    return explained > 0
        ? whole + "The same command explains all of them anew."
        : "Nothing was written.";
  }

  private boolean isKept() {
    String[] files = folder.toFile().list();
    return files != null
        && Arrays.stream(files).anyMatch(file -> file.endsWith(RunOptions.PROGRESS));
  }
}
