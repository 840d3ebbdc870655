package org.pixelwhy.dream.feature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Measures some features at once. */
public interface Measuring {
  /** The features, in order. */
  List<PictureFeature> features();

  /**
   * Their values, in that order; undefined with a reason where there is none. Never throws for what
   * pictures may hold.
   *
   * @param picture of one channel, spacing in millimetres or, where nothing is known, in pixels
   * @param mask of the same extents
   */
  List<Value> measure(Field picture, Mask mask);

  /** All that the values depend on besides the picture, as text, to tell references apart. */
  String settings();

  /** Any function of a picture and its mask as a feature. */
  static Measuring of(PictureFeature feature, BiFunction<Field, Mask, Value> function) {
    return new Measuring() {
      @Override
      public List<PictureFeature> features() {
        return List.of(feature);
      }

      @Override
      public List<Value> measure(Field picture, Mask mask) {
        return List.of(function.apply(picture, mask));
      }

      @Override
      public String settings() {
        return feature.id();
      }
    };
  }

  /**
   * Several together.
   *
   * @throws InputException if two features have one identifier
   */
  static Measuring all(List<Measuring> parts) {
    List<PictureFeature> features =
        parts.stream().flatMap(part -> part.features().stream()).toList();
    Set<String> ids = new HashSet<>();
    for (PictureFeature feature : features) {
      if (!ids.add(feature.id())) {
        throw new InputException(Text.format("feature '%s' is named twice", feature.id()));
      }
    }
    return new Measuring() {
      @Override
      public List<PictureFeature> features() {
        return features;
      }

      @Override
      public List<Value> measure(Field picture, Mask mask) {
        List<Value> values = new ArrayList<>();
        parts.forEach(part -> values.addAll(part.measure(picture, mask)));
        return values;
      }

      @Override
      public String settings() {
        return parts.stream().map(Measuring::settings).collect(Collectors.joining("; "));
      }
    };
  }
}
