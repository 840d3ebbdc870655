package org.pixelwhy.study.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * A result as it lies in its folder; {@link ResultReader} reads it.
 *
 * @param folder that it lies in
 * @param request what was asked, ready to be repeated
 * @param images those that were explained
 * @param failed those that were not, and targets of them that were not, each with the reason
 * @param provenance what was read, by which versions, and when
 */
public record StoredResult(
    Path folder,
    ExplainRequest request,
    List<StoredImage> images,
    List<String> failed,
    Provenance provenance) {
  public StoredResult {
    images = List.copyOf(images);
    failed = List.copyOf(failed);
  }

  /**
   * One image.
   *
   * @param file as results call it
   * @param prediction picture of the image with the predicted mask over it
   */
  public record StoredImage(
      String file,
      int width,
      int height,
      Path prediction,
      List<String> notes,
      List<String> warnings,
      List<StoredTarget> targets) {
    public StoredImage {
      notes = List.copyOf(notes);
      warnings = List.copyOf(warnings);
      targets = List.copyOf(targets);
    }
  }

  /**
   * One target of an image.
   *
   * @param target as it was asked for
   * @param description in words
   * @param pixels their number in the network's output
   * @param value the target's value t
   */
  public record StoredTarget(
      String target,
      String description,
      int pixels,
      double value,
      List<String> warnings,
      List<StoredMap> maps) {
    public StoredTarget {
      warnings = List.copyOf(warnings);
      maps = List.copyOf(maps);
    }
  }

  /**
   * One map.
   *
   * @param method identifier in the catalogue
   * @param layer empty where the input is explained
   * @param part which part of the method's answer it is; may be empty
   * @param file of the values; empty where they were not kept
   * @param picture of the map over the image
   * @param scores by identifier; empty where a score does not apply
   */
  public record StoredMap(
      String method,
      String layer,
      String part,
      Optional<Path> file,
      Path picture,
      List<String> notes,
      List<String> warnings,
      Map<String, OptionalDouble> scores) {
    public StoredMap {
      notes = List.copyOf(notes);
      warnings = List.copyOf(warnings);
      scores = Map.copyOf(scores);
    }

    /**
     * Reads the values, {@code [1,C,H,W]} in the network's geometry.
     *
     * @throws org.pixelwhy.tensor.InputException if the file cannot be read, or there is none
     */
    public Tensor values() {
      return Npy.read(
          file.orElseThrow(
              () ->
                  new InputException(
                      Text.format(
                          "%s: the values of this map were not kept; explain the image again with"
                              + " them",
                          picture))));
    }
  }
}
