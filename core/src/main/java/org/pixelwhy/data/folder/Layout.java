package org.pixelwhy.data.folder;

import java.nio.file.Path;
import org.pixelwhy.data.Dataset;

/** A way in which people lay out data sets in folders. */
sealed interface Layout
    permits Decathlon, Ham10000, ImageMaskFolders, KvasirSeg, Lits, MaskPerObject {
  /** What users call it. */
  String name();

  /** What must be there, in a few words, for messages. */
  String expects();

  /** Whether a folder looks like it. */
  boolean fits(Path root);

  /**
   * Lists the data set; single files are read later.
   *
   * @throws org.pixelwhy.tensor.InputException if the folder cannot be a data set of this layout
   */
  Dataset open(Path root, FolderOptions options);
}
