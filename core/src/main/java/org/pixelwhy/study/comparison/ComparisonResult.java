package org.pixelwhy.study.comparison;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.statistics.Summary;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.ScoreResult;

/**
 * What came of a comparison.
 *
 * @param images those that were scored
 * @param skipped those that were not, and why
 * @param standings one for each score
 */
public record ComparisonResult(
    CompareRequest request,
    SegmentationModel model,
    List<ScoredImage> images,
    List<Failure> skipped,
    List<Standing> standings,
    Provenance provenance) {
  public ComparisonResult {
    images = List.copyOf(images);
    skipped = List.copyOf(skipped);
    standings = List.copyOf(standings);
  }

  /**
   * The scores of one image's maps.
   *
   * @param target in words
   * @param dice of predicted mask and ground truth, where that is given
   */
  public record ScoredImage(
      ImageSource source, String target, OptionalDouble dice, List<ScoredMap> maps) {
    public ScoredImage {
      maps = List.copyOf(maps);
    }

    static ScoredImage of(ImageResult result, Optional<Mask> truth) {
      Mask predicted = result.masks().get(result.target().channel());
      OptionalDouble dice =
          truth
              .map(mask -> OptionalDouble.of(Dice.of(predicted, mask)))
              .orElse(OptionalDouble.empty());
      List<ScoredMap> maps = result.maps().stream().map(ScoredMap::of).toList();
      return new ScoredImage(result.source(), result.target().description(), dice, maps);
    }
  }

  /**
   * The scores of one map.
   *
   * @param title the method, and the layer where there is one
   * @param blank whether all its values are 0: then no score applies
   */
  public record ScoredMap(
      String title, Method method, String layer, boolean blank, List<ScoreResult> scores) {
    public ScoredMap {
      scores = List.copyOf(scores);
    }

    static ScoredMap of(MapResult map) {
      return new ScoredMap(
          map.title(),
          map.method(),
          map.attribution().layer(),
          map.attribution().isBlank(),
          map.scores());
    }
  }

  /** Dice of predicted masks and ground truth over the images that have it. */
  public Summary dice() {
    return Summary.of(images.stream().flatMapToDouble(image -> image.dice().stream()).toArray());
  }

  /** The images whose map of a title is blank. */
  public List<ImageSource> blank(String title) {
    return images.stream()
        .filter(
            image ->
                image.maps().stream().anyMatch(map -> map.title().equals(title) && map.blank()))
        .map(ScoredImage::source)
        .toList();
  }

  /** The titles of all maps, in the order of the methods. */
  public List<String> titles() {
    return titles(images);
  }

  static List<String> titles(List<ScoredImage> images) {
    return images.stream()
        .flatMap(image -> image.maps().stream())
        .map(ScoredMap::title)
        .distinct()
        .toList();
  }

  /** The values of one score of the maps of one title; empty where an image has none. */
  static List<OptionalDouble> values(List<ScoredImage> images, String title, Score score) {
    return images.stream()
        .map(image -> image.maps().stream().filter(map -> map.title().equals(title)))
        .map(maps -> maps.flatMap(map -> map.scores().stream()))
        .map(scores -> value(scores, score))
        .toList();
  }

  private static OptionalDouble value(Stream<ScoreResult> scores, Score score) {
    return scores
        .filter(result -> result.score().equals(score))
        .map(ScoreResult::value)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }
}
