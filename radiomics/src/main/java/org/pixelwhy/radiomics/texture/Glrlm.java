package org.pixelwhy.radiomics.texture;

import static org.pixelwhy.radiomics.feature.Aggregation.ALL_MERGED;
import static org.pixelwhy.radiomics.feature.Aggregation.DIRECTIONS_MERGED;
import static org.pixelwhy.radiomics.feature.Aggregation.SLICES_AVERAGED;
import static org.pixelwhy.radiomics.feature.Aggregation.SLICES_MERGED;
import static org.pixelwhy.radiomics.feature.Aggregation.SPACE_AVERAGED;
import static org.pixelwhy.radiomics.feature.Aggregation.SPACE_MERGED;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.voxels.Levels;

/** The grey level run length matrix: voxels of one level that follow each other in a direction. */
public final class Glrlm {
  static final Formulas<SizeMatrix> FORMULAS =
      SizeMatrix.formulas(
          "rlm_short_runs_emphasis",
          "rlm_long_runs_emphasis",
          "rlm_low_grey_level_run_emphasis",
          "rlm_high_grey_level_run_emphasis",
          "rlm_short_run_low_grey_level_emphasis",
          "rlm_short_run_high_grey_level_emphasis",
          "rlm_long_run_low_grey_level_emphasis",
          "rlm_long_run_high_grey_level_emphasis",
          "rlm_grey_level_non_uniformity",
          "rlm_grey_level_non_uniformity_normalised",
          "rlm_run_length_non_uniformity",
          "rlm_run_length_non_uniformity_normalised",
          "rlm_run_percentage",
          "rlm_grey_level_variance",
          "rlm_run_length_variance",
          "rlm_run_entropy");

  private Glrlm() {}

  /** The features of a region in every aggregation that is asked for. */
  public static List<Measurement> measure(Levels region, List<Aggregation> wanted) {
    Map<Aggregation, List<SizeMatrix>> matrices = matrices(region);
    List<Measurement> all = new ArrayList<>();
    for (Aggregation aggregation : Glcm.AGGREGATIONS) {
      if (wanted.contains(aggregation)) {
        all.addAll(Matrices.averaged(FORMULAS, matrices.get(aggregation), aggregation));
      }
    }
    return all;
  }

  /** All of them undefined. */
  public static List<Measurement> undefined(List<Aggregation> wanted, String reason) {
    return Matrices.undefined(FORMULAS, Glcm.AGGREGATIONS, wanted, reason);
  }

  private static Map<Aggregation, List<SizeMatrix>> matrices(Levels region) {
    Map<Aggregation, List<SizeMatrix>> matrices = new EnumMap<>(Aggregation.class);
    Glcm.AGGREGATIONS.forEach(aggregation -> matrices.put(aggregation, new ArrayList<>()));
    List<SizeMatrix> whole = new ArrayList<>();
    Directions.NEAREST.inSlice().forEach(step -> whole.add(new SizeMatrix(region.count())));
    for (int slice = 0; slice < region.size()[0]; slice++) {
      List<SizeMatrix> own = new ArrayList<>();
      for (int d = 0; d < whole.size(); d++) {
        SizeMatrix one = runs(region, slice, slice + 1, Directions.NEAREST.inSlice().get(d));
        whole.get(d).add(one);
        own.add(one);
      }
      if (!own.get(0).isEmpty()) {
        matrices.get(SLICES_AVERAGED).addAll(own);
        matrices.get(SLICES_MERGED).add(merged(own));
      }
    }
    matrices.get(DIRECTIONS_MERGED).addAll(whole);
    matrices.get(ALL_MERGED).add(merged(whole));
    List<SizeMatrix> space = new ArrayList<>(whole);
    for (int[] step : Directions.NEAREST.across()) {
      space.add(runs(region, 0, region.size()[0], step));
    }
    matrices.get(SPACE_AVERAGED).addAll(space);
    matrices.get(SPACE_MERGED).add(merged(space));
    return matrices;
  }

  private static SizeMatrix merged(List<SizeMatrix> all) {
    SizeMatrix sum = new SizeMatrix(all.get(0).levels());
    all.forEach(sum::add);
    return sum;
  }

  /** The runs of some slices: each is followed from where it begins. */
  private static SizeMatrix runs(Levels region, int firstSlice, int endSlice, int[] step) {
    int[] size = region.size();
    int[] at = region.at();
    int offset = region.offset(step);
    SizeMatrix matrix = new SizeMatrix(region.count());
    int voxels = 0;
    for (int slice = firstSlice; slice < endSlice; slice++) {
      for (int row = 0; row < size[1]; row++) {
        int line = region.line(slice, row);
        for (int i = line; i < line + size[2]; i++) {
          int level = at[i];
          if (level > 0) {
            voxels++;
            if (at[i - offset] != level) {
              int next = i + offset;
              while (at[next] == level) {
                next += offset;
              }
              matrix.add(level, (next - i) / offset);
            }
          }
        }
      }
    }
    matrix.addVoxels(voxels);
    return matrix;
  }
}
