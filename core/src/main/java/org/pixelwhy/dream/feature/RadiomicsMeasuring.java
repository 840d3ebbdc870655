package org.pixelwhy.dream.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.radiomics.Radiomics;
import org.pixelwhy.radiomics.Settings;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Feature;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.tensor.InputException;

/** Radiomics features of a picture; textures with all directions of the slice merged. */
final class RadiomicsMeasuring implements Measuring {
  private final List<Feature> wanted;
  private final Settings settings;

  RadiomicsMeasuring(List<Feature> wanted, Discretisation discretisation) {
    this.wanted = List.copyOf(wanted);
    this.settings =
        Settings.binned(discretisation)
            .aggregating(List.of(Aggregation.SLICES_MERGED, Aggregation.SLICES))
            .measuring(wanted.stream().map(Feature::family).distinct().toList());
  }

  @Override
  public List<PictureFeature> features() {
    return wanted.stream()
        .map(feature -> new PictureFeature(feature.id(), feature.name(), feature.unit()))
        .toList();
  }

  @Override
  public List<Value> measure(Field picture, Mask mask) {
    Map<Feature, Value> found = new HashMap<>();
    try {
      for (Measurement each : Radiomics.measure(new Roi(picture, mask), settings)) {
        found.putIfAbsent(each.feature(), each.value());
      }
    } catch (InputException e) {
      // Dreams may leave all values that pictures have: more grey levels than there may be.
      Value none = Value.undefined(Optional.ofNullable(e.getMessage()).orElse("not measured"));
      wanted.forEach(feature -> found.put(feature, none));
    }
    Value missing = Value.undefined("not measured in pictures");
    return wanted.stream().map(feature -> found.getOrDefault(feature, missing)).toList();
  }

  @Override
  public String settings() {
    return settings + " " + wanted.stream().map(Feature::id).toList();
  }
}
