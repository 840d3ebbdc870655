package org.pixelwhy.radiomics.pyradiomics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Feature;
import org.pixelwhy.radiomics.feature.FeatureTable;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.intensity.Histogram;
import org.pixelwhy.radiomics.intensity.Statistics;
import org.pixelwhy.radiomics.pyradiomics.Names.Name;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.radiomics.texture.Cooccurrence;
import org.pixelwhy.radiomics.texture.Glcm;
import org.pixelwhy.radiomics.texture.Glrlm;
import org.pixelwhy.radiomics.texture.Neighbourhoods;
import org.pixelwhy.radiomics.texture.Zones;
import org.pixelwhy.radiomics.voxels.Block;
import org.pixelwhy.radiomics.voxels.Levels;

/**
 * The features of pyradiomics (van Griethuysen et al. 2017) with its deviations from the IBSI: bins
 * begin at multiples of their width, covariances are divided by n, the kurtosis is not in excess,
 * and numbers stand for what is undefined.
 */
public final class PyRadiomics {
  private static final String EMPTY = "no voxel counts";
  private static final String NOT_FINITE = "the region holds values that are not finite";
  private static final String ALONE = "no voxel has a neighbour";

  private final Roi roi;
  private final PyRadiomicsSettings settings;
  private final List<Measurement> all = new ArrayList<>();

  private PyRadiomics(Roi roi, PyRadiomicsSettings settings) {
    this.roi = roi;
    this.settings = settings;
  }

  /** The features under pyradiomics' names, such as {@code original_glcm_Contrast}. */
  public static List<Measurement> measure(Roi roi, PyRadiomicsSettings settings) {
    PyRadiomics run = new PyRadiomics(settings.resegmentation().apply(roi), settings);
    run.measure();
    return run.all;
  }

  private void measure() {
    Optional<Block> block = roi.shape().isEmpty() ? Optional.empty() : Optional.of(Block.of(roi));
    ShapeNames.of(roi, block)
        .forEach(
            (name, value) -> {
              if (settings.groups().contains(name.substring(0, name.indexOf('_')))) {
                add(name, "", value);
              }
            });
    double[] intensities = block.map(Block::intensities).orElse(new double[0]);
    String problem = intensities.length == 0 ? EMPTY : "";
    for (double intensity : intensities) {
      problem = Double.isFinite(intensity) ? problem : NOT_FINITE;
    }
    if (problem.isEmpty()) {
      intensities(block.orElseThrow(), intensities);
    } else {
      undefined(problem);
    }
  }

  private void undefined(String problem) {
    for (Name name : Names.ALL) {
      if (settings.groups().contains(name.group())) {
        add(name.name(), name.id(), Value.undefined(problem));
      }
    }
    FirstOrder.NAMES.forEach(name -> addFirstOrder(name, Value.undefined(problem)));
    if (settings.groups().contains("glcm")) {
      add("glcm_MCC", "", Value.undefined(problem));
    }
  }

  private void intensities(Block block, double[] intensities) {
    Levels levels =
        Levels.of(block, settings.discretisation().binning(intensities, OptionalDouble.empty()), 1);
    boolean flat = settings.slices() || !roi.isVolume();
    Aggregation zones = flat ? Aggregation.MERGED : Aggregation.SPACE;
    Aggregation directions = flat ? Aggregation.DIRECTIONS_MERGED : Aggregation.SPACE_AVERAGED;
    Map<String, Value> values = new HashMap<>();
    keep(values, Statistics.measure(intensities));
    keep(values, Histogram.measure(levels));
    keep(values, Glrlm.measure(levels, List.of(directions)));
    keep(values, Zones.measure(block, levels, List.of(zones)));
    keep(values, Neighbourhoods.measure(levels, settings.alpha(), List.of(zones)));
    List<Cooccurrence> pairs = Glcm.matrices(levels, directions);
    for (Name name : Names.ALL) {
      if (settings.groups().contains(name.group())) {
        Value value =
            name.group().equals("glcm")
                ? ofPairs(name, pairs)
                : or(values.get(name.id()), name.sentinel());
        add(name.name(), name.id(), value);
      }
    }
    FirstOrder.measure(intensities, settings.voxelArrayShift(), roi.spacing())
        .forEach(this::addFirstOrder);
    if (settings.groups().contains("glcm")) {
      add("glcm_MCC", "", maximalCorrelation(pairs));
    }
  }

  private static void keep(Map<String, Value> values, List<Measurement> measured) {
    measured.forEach(found -> values.put(found.feature().id(), found.value()));
  }

  private static Value or(Value value, OptionalDouble sentinel) {
    return sentinel.isPresent() ? value.orElse(sentinel.getAsDouble()) : value;
  }

  private static Value ofPairs(Name name, List<Cooccurrence> pairs) {
    return pairs.isEmpty()
        ? Value.undefined(ALONE)
        : Glcm.FORMULAS.mean(name.id(), pairs, name.sentinel());
  }

  private static Value maximalCorrelation(List<Cooccurrence> pairs) {
    return pairs.isEmpty()
        ? Value.undefined(ALONE)
        : Value.of(
            pairs.stream().mapToDouble(Cooccurrence::maximalCorrelation).average().orElseThrow());
  }

  private void addFirstOrder(String name, Value value) {
    if (settings.groups().contains("firstorder")) {
      add("firstorder_" + name, "", value);
    }
  }

  private void add(String name, String id, Value value) {
    Optional<Feature> like = id.isEmpty() ? Optional.empty() : Optional.of(FeatureTable.get(id));
    all.add(
        new Measurement(
            new Feature(
                "original_" + name,
                like.map(Feature::code).orElse(""),
                ShapeNames.family(name),
                name.substring(name.indexOf('_') + 1),
                like.map(Feature::unit).orElse(""),
                like.map(Feature::definition).orElse(""),
                like.map(Feature::formula).orElse("")),
            Optional.empty(),
            value));
  }
}
