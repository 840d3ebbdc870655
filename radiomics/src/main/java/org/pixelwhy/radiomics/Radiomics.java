package org.pixelwhy.radiomics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Family;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.intensity.Histogram;
import org.pixelwhy.radiomics.intensity.LocalIntensity;
import org.pixelwhy.radiomics.intensity.Statistics;
import org.pixelwhy.radiomics.intensity.VolumeHistogram;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.radiomics.shape.FlatShape;
import org.pixelwhy.radiomics.shape.Morphology;
import org.pixelwhy.radiomics.texture.Glcm;
import org.pixelwhy.radiomics.texture.Glrlm;
import org.pixelwhy.radiomics.texture.Neighbourhoods;
import org.pixelwhy.radiomics.texture.Zones;
import org.pixelwhy.radiomics.voxels.Block;
import org.pixelwhy.radiomics.voxels.Levels;

/**
 * Measures the features of a region by the definitions of the IBSI. What is undefined, of a flat
 * region for example, is told to be so with the reason, never left out.
 */
public final class Radiomics {
  private static final String EMPTY = "the mask is empty";
  private static final String NONE_COUNTS = "no intensity is left after re-segmentation";
  private static final String NOT_FINITE = "the region holds values that are not finite";
  private static final String NO_SPACING =
      "the image does not say how far its voxels are apart in millimetres";

  private final Roi roi;
  private final Settings settings;
  private final List<Aggregation> aggregations;
  private final List<Supplier<List<Measurement>>> work = new ArrayList<>();

  private Radiomics(Roi roi, Settings settings) {
    this.roi = roi;
    this.settings = settings;
    this.aggregations =
        settings.aggregations().stream()
            .filter(aggregation -> roi.isVolume() || Radiomics.isFlat(aggregation))
            .toList();
  }

  /** A picture has slices of its own; merging them over slices is the same. */
  private static boolean isFlat(Aggregation aggregation) {
    return aggregation == Aggregation.SLICES_AVERAGED
        || aggregation == Aggregation.SLICES_MERGED
        || aggregation == Aggregation.SLICES;
  }

  /**
   * The features that the settings name, in the order of the table.
   *
   * @throws org.pixelwhy.tensor.InputException if the settings do not fit the image: an
   *     interpolation without spacing, bins that are too many
   */
  public static List<Measurement> measure(Roi roi, Settings settings) {
    return new Radiomics(settings.prepare(roi), settings).all();
  }

  /** Families are measured side by side; each by itself comes to the same. */
  private List<Measurement> all() {
    if (roi.shape().isEmpty()) {
      shapeUndefined(EMPTY);
      intensitiesUndefined(EMPTY);
    } else {
      prepare();
    }
    List<List<Measurement>> found = work.parallelStream().map(Supplier::get).toList();
    return found.stream().flatMap(List::stream).toList();
  }

  private void prepare() {
    Block block = Block.of(roi);
    if (roi.spacing().isEmpty()) {
      shapeUndefined(NO_SPACING);
    } else {
      if (roi.isVolume()) {
        add(Family.MORPHOLOGY, () -> Morphology.measure(block));
      } else {
        add(Family.SHAPE_2D, () -> FlatShape.measure(block));
      }
    }
    Optional<String> problem = problem(block.intensities());
    if (problem.isPresent()) {
      intensitiesUndefined(problem.get());
    } else {
      intensities(block);
    }
  }

  private static Optional<String> problem(double[] intensities) {
    for (double intensity : intensities) {
      if (!Double.isFinite(intensity)) {
        return Optional.of(NOT_FINITE);
      }
    }
    return intensities.length == 0 ? Optional.of(NONE_COUNTS) : Optional.empty();
  }

  private void intensities(Block block) {
    double[] intensities = block.intensities();
    add(
        Family.LOCAL_INTENSITY,
        () ->
            roi.spacing().isEmpty()
                ? LocalIntensity.undefined(NO_SPACING)
                : LocalIntensity.measure(roi, block.spacing()));
    add(Family.STATISTICS, () -> Statistics.measure(intensities));
    Levels levels =
        Levels.of(
            block,
            settings.discretisation().binning(intensities, settings.resegmentation().low()),
            settings.distance());
    add(Family.HISTOGRAM, () -> Histogram.measure(levels));
    add(Family.VOLUME_HISTOGRAM, () -> VolumeHistogram.measure(intensities));
    add(Family.GLCM, () -> Glcm.measure(levels, aggregations));
    add(Family.GLRLM, () -> Glrlm.measure(levels, aggregations));
    addBoth(Family.GLSZM, Family.GLDZM, () -> Zones.measure(block, levels, aggregations));
    addBoth(
        Family.NGTDM,
        Family.NGLDM,
        () -> Neighbourhoods.measure(levels, settings.coarseness(), aggregations));
  }

  private void add(Family family, Supplier<List<Measurement>> measured) {
    if (settings.families().contains(family)) {
      work.add(measured);
    }
  }

  /** Of two families that are found at once. */
  private void addBoth(Family one, Family other, Supplier<List<Measurement>> measured) {
    List<Family> families = settings.families();
    if (families.contains(one) || families.contains(other)) {
      work.add(
          () ->
              measured.get().stream()
                  .filter(measurement -> families.contains(measurement.feature().family()))
                  .toList());
    }
  }

  private void shapeUndefined(String reason) {
    if (roi.isVolume()) {
      add(Family.MORPHOLOGY, () -> Morphology.undefined(reason));
    } else {
      add(Family.SHAPE_2D, () -> FlatShape.undefined(reason));
    }
  }

  private void intensitiesUndefined(String reason) {
    add(Family.LOCAL_INTENSITY, () -> LocalIntensity.undefined(reason));
    add(Family.STATISTICS, () -> Statistics.undefined(reason));
    add(Family.HISTOGRAM, () -> Histogram.undefined(reason));
    add(Family.VOLUME_HISTOGRAM, () -> VolumeHistogram.undefined(reason));
    add(Family.GLCM, () -> Glcm.undefined(aggregations, reason));
    add(Family.GLRLM, () -> Glrlm.undefined(aggregations, reason));
    addBoth(Family.GLSZM, Family.GLDZM, () -> Zones.undefined(aggregations, reason));
    addBoth(Family.NGTDM, Family.NGLDM, () -> Neighbourhoods.undefined(aggregations, reason));
  }
}
