package org.pixelwhy.radiomics.texture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;

/** What all families of texture have in common. */
final class Matrices {
  /** The aggregations of zones and neighbourhoods. */
  static final List<Aggregation> AGGREGATIONS =
      List.of(Aggregation.SLICES, Aggregation.MERGED, Aggregation.SPACE);

  private Matrices() {}

  static List<Measurement> undefined(
      Formulas<?> formulas, List<Aggregation> own, List<Aggregation> wanted, String reason) {
    List<Measurement> all = new ArrayList<>();
    own.stream()
        .filter(wanted::contains)
        .forEach(aggregation -> all.addAll(formulas.undefined(Optional.of(aggregation), reason)));
    return all;
  }

  /** The features in one aggregation, of as many matrices as it has. */
  static <S> List<Measurement> averaged(
      Formulas<S> formulas, List<S> matrices, Aggregation aggregation) {
    return matrices.isEmpty()
        ? formulas.undefined(Optional.of(aggregation), "no voxel counts")
        : formulas.averaged(matrices, aggregation);
  }
}
