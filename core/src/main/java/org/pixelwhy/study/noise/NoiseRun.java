package org.pixelwhy.study.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.noise.NoiseResult.JudgedMap;
import org.pixelwhy.study.noise.ShownCase.ShownMap;

/** One evaluation, from the first image to the last curve. */
final class NoiseRun {
  /** Images whose maps are kept to be looked at. */
  private static final int MOST_SHOWN = 4;

  private final ModelRunner runner;
  private final NoiseRequest request;
  private final List<MapMaker> makers;
  private final MapStore store;
  private final Progress progress;
  private final int label;
  private final int channel;
  private final ShareTally[] shares;
  private final List<double[]> seconds = new ArrayList<>();
  private final int[] blank;
  private final List<ShownCase> shown = new ArrayList<>();
  private final List<VisibleCurve> pooled = new ArrayList<>();
  private final PlacementTally placement;
  private double clean;

  NoiseRun(
      ModelRunner runner,
      NoiseRequest request,
      List<MapMaker> makers,
      MapStore store,
      Progress progress) {
    this.runner = runner;
    this.request = request;
    this.makers = makers;
    this.store = store;
    this.progress = progress;
    this.channel = request.channel(runner.model());
    this.label = request.label(runner.model());
    this.shares = new ShareTally[makers.size() * request.fills().size()];
    Arrays.setAll(shares, k -> new ShareTally());
    this.blank = new int[makers.size()];
    this.placement = new PlacementTally(makers.size());
  }

  private int images() {
    return request.data().entries().size();
  }

  void all() {
    for (int i = 0; i < images(); i++) {
      NoiseCase at = open(i, i);
      try (Evaluation evaluation = evaluate(at)) {
        makeMaps(at, evaluation);
      }
    }
    List<ThresholdTally> tallies = new ArrayList<>();
    Thresholds[] thresholds = new Thresholds[makers.size()];
    for (int m = 0; m < thresholds.length; m++) {
      thresholds[m] = thresholds(m);
    }
    for (int k = 0; k < shares.length; k++) {
      tallies.add(new ThresholdTally(thresholds[k % thresholds.length]));
    }
    for (int i = 0; i < images(); i++) {
      NoiseCase at = open(i, images() + i);
      try (Evaluation evaluation = evaluate(at)) {
        atThresholds(at, evaluation, thresholds, tallies);
      }
    }
    for (int k = 0; k < shares.length; k++) {
      pooled.add(tallies.get(k).curve(name(k), fill(k)));
    }
    progress.step("done", 2 * images(), 2 * images());
  }

  private NoiseCase open(int image, int done) {
    String name = request.data().entries().get(image).name();
    progress.step(name, done, 2 * images());
    return NoiseCase.read(
        runner, request.data().entries().get(image), image, label, request.data().size());
  }

  private Evaluation evaluate(NoiseCase at) {
    return runner.evaluate(at.prepared().input(), at.prepared().geometry(), Steps.SILENT);
  }

  private String name(int k) {
    return makers.get(k % makers.size()).name();
  }

  private Fill fill(int k) {
    return request.fills().get(k / makers.size());
  }

  /** Makes all maps of an image, and shows it by each. */
  private void makeMaps(NoiseCase at, Evaluation evaluation) {
    double[] took = new double[makers.size() + 1];
    long before = System.nanoTime();
    NoiseQuestion question = new NoiseQuestion(evaluation.prediction(), channel);
    took[makers.size()] = since(before);
    clean += NoiseQuestion.dice(question.mask(), at) / images();
    int[] places = at.places();
    boolean show = shown.size() < MOST_SHOWN && !at.truth().isEmpty();
    CaseDrawing drawing = new CaseDrawing(at, request.settings().seed());
    List<ShownMap> maps = new ArrayList<>();
    List<Ranking> rankings = new ArrayList<>();
    KnownRegions known = KnownRegions.of(at, runner.model().classNames().get(channel), label);
    placement.image(at.sample().name(), known);
    for (int m = 0; m < makers.size(); m++) {
      float[] values = timed(m, at, question, took);
      float[] inside = CaseDrawing.inside(values, places);
      store.add(inside);
      placement.map(m, known, inside);
      blank[m] += isBlank(inside) ? 1 : 0;
      rankings.add(Ranking.of(inside, places, CaseDrawing.tieSeed(request.settings().seed(), at)));
      if (show) {
        maps.add(drawing.map(makers.get(m), values));
      }
    }
    seconds.add(took);
    if (show) {
      shown.add(drawing.of(question, maps));
    }
    byShare(at, evaluation, question, rankings);
  }

  private float[] timed(int map, NoiseCase at, NoiseQuestion question, double[] took) {
    try (Evaluation fresh = evaluate(at)) {
      long before = System.nanoTime();
      float[] values = makers.get(map).values(at, fresh, question);
      took[map] = since(before);
      return values;
    }
  }

  private static double since(long before) {
    return (System.nanoTime() - before) / 1e9;
  }

  private static boolean isBlank(float[] values) {
    for (float value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private void byShare(
      NoiseCase at, Evaluation evaluation, NoiseQuestion question, List<Ranking> rankings) {
    int steps = ShareTally.STEPS + 1;
    for (int f = 0; f < request.fills().size(); f++) {
      Hiding hiding = Hiding.of(at, request.fills().get(f));
      double[][] dice = new double[rankings.size()][steps];
      evaluation
          .batches()
          .run(
              IntStream.range(0, rankings.size() * steps)
                  .mapToObj(i -> rankings.get(i / steps).top(ShareTally.share(i % steps)))
                  .map(hiding::showing)
                  .iterator(),
              output ->
                  dice[output.index() / steps][output.index() % steps] =
                      NoiseQuestion.dice(output.prediction(question.clean()).mask(channel), at));
      for (int m = 0; m < dice.length; m++) {
        shares[f * makers.size() + m].add(dice[m]);
      }
    }
  }

  /** Those of a map, for which the stored maps are looked through. */
  private Thresholds thresholds(int map) {
    PooledQuantiles quantiles =
        new PooledQuantiles(
            consumer -> {
              for (int i = 0; i < images(); i++) {
                consumer.accept(store.get(i * makers.size() + map));
              }
            });
    return Thresholds.of(makers.get(map).kind(), quantiles);
  }

  private void atThresholds(
      NoiseCase at, Evaluation evaluation, Thresholds[] thresholds, List<ThresholdTally> tallies) {
    NoiseQuestion question = new NoiseQuestion(evaluation.prediction(), channel);
    int[] places = at.places();
    double[] ties =
        new SplittableRandom(CaseDrawing.tieSeed(request.settings().seed(), at))
            .doubles(places.length)
            .toArray();
    List<float[]> values = new ArrayList<>();
    for (int m = 0; m < makers.size(); m++) {
      values.add(store.get(at.number() * makers.size() + m));
    }
    int steps = Thresholds.HALF + 1;
    for (int f = 0; f < request.fills().size(); f++) {
      Hiding hiding = Hiding.of(at, request.fills().get(f));
      int first = f * makers.size();
      for (int m = 0; m < makers.size(); m++) {
        tallies.get(first + m).shows(values.get(m), ties);
      }
      evaluation
          .batches()
          .run(
              IntStream.range(0, makers.size() * steps)
                  .mapToObj(
                      i ->
                          thresholds[i / steps].shown(
                              i % steps, values.get(i / steps), ties, places))
                  .map(hiding::showing)
                  .iterator(),
              output ->
                  tallies
                      .get(first + output.index() / steps)
                      .add(
                          output.index() % steps,
                          output.prediction(question.clean()).mask(channel),
                          at));
    }
  }

  NoiseResult result(Provenance provenance) {
    SegmentationModel model = runner.model();
    List<VisibleCurve> curves = new ArrayList<>(pooled);
    for (int k = 0; k < shares.length; k++) {
      curves.add(shares[k].curve(name(k), fill(k)));
    }
    List<JudgedMap> maps = new ArrayList<>();
    for (int m = 0; m < makers.size(); m++) {
      MapMaker maker = makers.get(m);
      maps.add(
          new JudgedMap(
              maker.name(),
              maker.kind() == MapMaker.Kind.CONTROL,
              median(m),
              blank[m],
              maker.parameters(),
              maker.trainingSeconds()));
    }
    return new NoiseResult(
        request,
        model,
        model.classNames().get(channel),
        images(),
        clean,
        makers.stream().flatMap(maker -> maker.warnings().stream()).toList(),
        maps,
        curves,
        placement.placement(makers),
        shown,
        median(makers.size()),
        provenance);
  }

  /** Over the images; the first one, for which programs are compiled, counts only if alone. */
  private double median(int column) {
    double[] sorted =
        seconds.stream()
            .skip(seconds.size() > 1 ? 1 : 0)
            .mapToDouble(took -> took[column])
            .sorted()
            .toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
