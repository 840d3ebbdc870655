package org.pixelwhy.data.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pixelwhy.data.Dataset;

/**
 * Kvasir-SEG: polyps in endoscopy, {@code images/*.jpg} and {@code masks/*.jpg} of the same names;
 * the masks are black and white but for compression.
 *
 * <p>Jha et al.: Kvasir-SEG: A segmented polyp dataset, MMM 2020.
 */
final class KvasirSeg implements Layout {
  @Override
  public String name() {
    return "kvasir-seg";
  }

  @Override
  public String expects() {
    return "images/, masks/ and kavsir_bboxes.json (kvasir-seg)";
  }

  /** The file's name is misspelt in the original. */
  @Override
  public boolean fits(Path root) {
    return new ImageMaskFolders().fits(root)
        && (Files.exists(root.resolve("kavsir_bboxes.json"))
            || Files.exists(root.resolve("kvasir_bboxes.json")));
  }

  @Override
  public Dataset open(Path root, FolderOptions options) {
    return new ImageMaskFolders().open(root, Optional.of(ClassTable.binary("polyp")));
  }
}
