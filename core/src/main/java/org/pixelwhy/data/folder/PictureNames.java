package org.pixelwhy.data.folder;

import java.util.Locale;
import java.util.Set;

/** Which files are pictures, by the endings of their names. */
public final class PictureNames {
  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "tif", "tiff", "gif", "npy");

  private PictureNames() {}

  /** Whether a file of this name, or path, is a picture; whatever it holds. */
  public static boolean isPicture(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
