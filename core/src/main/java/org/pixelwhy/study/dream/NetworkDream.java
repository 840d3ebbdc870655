package org.pixelwhy.study.dream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.dream.ValueRange;
import org.pixelwhy.dream.feature.PictureFeature;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.SegmentationModel;

/**
 * The dreams of one network.
 *
 * @param name what it is called
 * @param setting what was dreamt of
 * @param paths one for each repeat
 * @param frames of the first path
 * @param reference what is normal, where that is known
 * @param notes what a reader should know
 */
public record NetworkDream(
    String name,
    Setting setting,
    List<DreamPath> paths,
    List<KeptFrame> frames,
    Optional<ReferenceNumbers> reference,
    List<String> notes) {
  public NetworkDream {
    paths = List.copyOf(paths);
    frames = List.copyOf(frames);
    notes = List.copyOf(notes);
  }

  /**
   * What was dreamt of.
   *
   * @param neuron in words
   * @param classIndex of the masks
   * @param range of values that images have
   * @param geometry how the image lies in the pictures
   * @param channels of the pictures
   * @param map rows and columns of the map that the neuron belongs to
   */
  public record Setting(
      SegmentationModel model,
      String neuron,
      int classIndex,
      ValueRange range,
      Geometry geometry,
      int channels,
      List<Integer> map) {
    /** Whether lengths are in millimetres rather than in pixels of the image. */
    public boolean inMillimetres() {
      return Pictures.inMillimetres(geometry);
    }

    /** The class of the masks. */
    public String className() {
      return model.classNames().get(classIndex);
    }
  }

  /**
   * What a feature's curves say together.
   *
   * @param each of every path
   * @param verdict that most of them have; undecided where several have as many
   * @param agreement share of the paths that have the most frequent verdict
   */
  public record Judged(
      PictureFeature feature, List<Verdict> each, Verdict verdict, double agreement) {
    public Judged {
      each = List.copyOf(each);
    }
  }

  /** The middle of the first dream's neuron: how far down and across the picture, 0 to 1. */
  public double[] middle() {
    List<Integer> cells = paths.get(0).cells();
    double height = setting.map().get(0);
    int width = setting.map().get(1);
    double down = cells.stream().mapToDouble(cell -> cell / width + 0.5).average().orElse(0);
    double across = cells.stream().mapToDouble(cell -> cell % width + 0.5).average().orElse(0);
    return new double[] {down / height, across / width};
  }

  /** A curve in standard deviations of the reference; NaN where it is undefined. */
  public double[] normalised(DreamPath path, int feature) {
    double[] curve = path.curve(feature);
    for (int i = 0; i < curve.length; i++) {
      int at = i;
      double value = curve[i];
      curve[at] =
          reference
              .map(known -> known.features().get(feature).normalised(value))
              .orElse(Double.NaN);
    }
    return curve;
  }

  /** The verdicts on all features. */
  public List<Judged> judged(List<PictureFeature> features, VerdictRule rule) {
    List<Judged> judged = new ArrayList<>();
    for (int f = 0; f < features.size(); f++) {
      List<Verdict> each = new ArrayList<>();
      Map<Verdict, Integer> votes = new EnumMap<>(Verdict.class);
      for (DreamPath path : paths) {
        Verdict verdict = rule.judge(normalised(path, f));
        each.add(verdict);
        votes.merge(verdict, 1, Integer::sum);
      }
      judged.add(together(features.get(f), each, votes));
    }
    return judged;
  }

  private static Judged together(
      PictureFeature feature, List<Verdict> each, Map<Verdict, Integer> votes) {
    int most = Collections.max(votes.values());
    List<Verdict> leading =
        votes.keySet().stream().filter(verdict -> votes.get(verdict) == most).toList();
    Verdict verdict = leading.size() == 1 ? leading.get(0) : Verdict.UNDECIDED;
    return new Judged(feature, each, verdict, (double) most / each.size());
  }
}
