package org.pixelwhy.study.output;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;

/**
 * Names of a prediction's files, given one image at a time: all masks are in one folder, all
 * pictures in another, each under its image's name.
 */
public final class PredictionNames {
  private final Set<String> taken = new HashSet<>();
  private final ImageNames images;

  /**
   * @param sources of the run
   */
  public PredictionNames(List<ImageSource> sources) {
    this.images = new ImageNames(sources);
  }

  /**
   * The files of one image, by their path within the folder.
   *
   * @param title the image in messages; no other has it
   * @param stem what its files are called, without ending
   */
  public record OfImage(String title, String stem) {
    /** The predicted class of each pixel, as a grey picture. */
    public String mask() {
      return "masks/" + stem + ".png";
    }

    /** The same of a volume that the network sees as a whole, as an array. */
    public String array() {
      return "masks/" + stem + ".npy";
    }

    /** The image with what is predicted over it. */
    public String overlay() {
      return "overlays/" + stem + ".png";
    }

    /** The probability of each class at each pixel. */
    public String probabilities() {
      return "probabilities/" + stem + ".npy";
    }
  }

  /** The names for the next image. */
  public OfImage next(ImageSource source) {
    ImageNames.Names named = images.next(source);
    return new OfImage(named.title(), unique(named.stem()));
  }

  /** The mask of a volume of which this is the first slice that was predicted. */
  public String volume(Slices slice) {
    String plane = slice.plane().name().toLowerCase(Locale.ROOT);
    String channel = slice.channel().isPresent() ? "_" + slice.channel().getAsInt() : "";
    String stem = ImageSource.of(slice.volume()).stem();
    return "masks/" + unique(stem + "_" + plane + channel) + ".nii.gz";
  }

  private String unique(String wanted) {
    String base = ResultNames.safe(wanted);
    String name = base;
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "-" + i;
    }
    return name;
  }
}
