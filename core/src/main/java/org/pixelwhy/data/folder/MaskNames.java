package org.pixelwhy.data.folder;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How masks are named after their images: alike, or with a word such as {@code _mask}, {@code
 * -label} or {@code _segmentation} added. Images may have {@code _image}, {@code _img} or nnU-Net's
 * {@code _0000} added.
 */
public final class MaskNames {
  private static final Pattern MASK =
      Pattern.compile(
          "(.+)[_. -](?:masks?|seg|segmentations?|labels?|gt|groundtruth|ground[_-]truth"
              + "|annotations?)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern IMAGE =
      Pattern.compile("(.+)[_. -](?:image|img|0000)", Pattern.CASE_INSENSITIVE);

  private MaskNames() {}

  /** Whether a mask is named after an image; both without the files' endings. */
  public static boolean belong(String mask, String image) {
    return mask.equals(image) || ofMask(mask).equals(image) || ofMask(mask).equals(ofImage(image));
  }

  /** The name of a mask without the word that says that it is one. */
  public static String ofMask(String stem) {
    return plain(MASK, stem);
  }

  /** The name of an image without the word that says that it is one. */
  public static String ofImage(String stem) {
    return plain(IMAGE, stem);
  }

  private static String plain(Pattern pattern, String stem) {
    Matcher matcher = pattern.matcher(stem);
    return matcher.matches() ? matcher.group(1) : stem;
  }
}
