package org.pixelwhy.study.dream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.pixelwhy.dream.Dream;
import org.pixelwhy.dream.Dream.Standing;
import org.pixelwhy.dream.DreamFrame;
import org.pixelwhy.dream.DreamListener;
import org.pixelwhy.dream.DreamStart;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.dream.DreamPath.Row;
import org.pixelwhy.study.dream.NetworkDream.Setting;

/** All dreams of one network, side by side. */
final class NetworkRun {
  private final DreamRequest request;
  private final String name;
  private final ModelRunner runner;
  private final OpenedDream opened;
  private final DreamRecord record;
  private final Progress progress;
  private final Duration between;
  private final ImageDream.Watcher watcher;
  private final Axes axes;
  private final int channels;
  private long saved = System.nanoTime();

  /**
   * @param record of what was dreamt before, which is gone on from
   * @param between how long to wait between two savings
   */
  NetworkRun(
      DreamRequest request, String name, ModelRunner runner, OpenedDream opened, Keeping keeping) {
    this.request = request;
    this.name = name;
    this.runner = runner;
    this.opened = opened;
    this.record = keeping.record();
    this.progress = keeping.progress();
    this.between = keeping.between();
    this.watcher = keeping.watcher();
    this.axes = Pictures.axes(opened.question().geometry());
    this.channels = (int) opened.starts().get(0).picture().shape().dim(1);
  }

  /** Where what comes of it goes meanwhile. */
  record Keeping(
      DreamRecord record, Progress progress, Duration between, ImageDream.Watcher watcher) {
    Keeping(DreamRecord record, Progress progress, Duration between) {
      this(record, progress, between, (frame, values) -> {});
    }
  }

  /**
   * Dreams.
   *
   * @param measured asked when it is known that there is such a neuron, and before the first step
   */
  NetworkDream all(Supplier<Optional<ReferenceNumbers>> measured) {
    List<DreamStart> starts = opened.starts();
    byte[] state = record.state();
    try (Dream dream =
        state.length == 0
            ? Dream.begin(runner, opened.question(), opened.options(), starts)
            : Dream.resume(runner, opened.question(), opened.options(), starts, state)) {
      Optional<ReferenceNumbers> reference = measured.get();
      Recorder recorder = new Recorder(dream);
      dream.run(recorder);
      recorder.save();
      List<DreamPath> paths = new ArrayList<>();
      for (int d = 0; d < starts.size(); d++) {
        paths.add(path(dream.standings().get(d), d));
      }
      return new NetworkDream(
          name, setting(dream.map()), paths, record.shelf.frames(), reference, notes());
    }
  }

  private DreamPath path(Standing standing, int d) {
    return new DreamPath(
        opened.words().get(d),
        standing.end(),
        standing.rate(),
        Arrays.stream(standing.cells()).boxed().toList(),
        record.rows.get(d));
  }

  private final class Recorder implements DreamListener {
    private final Dream dream;

    Recorder(Dream dream) {
      this.dream = dream;
    }

    @Override
    public double[] frame(DreamFrame frame) {
      Mask mask = Mask.of(axes, frame.mask()::get);
      double[] values =
          request
              .measures()
              .measuring()
              .measure(Pictures.grey(axes, frame.picture(), channels), mask)
              .stream()
              .mapToDouble(Value::orNaN)
              .toArray();
      int path = frame.start();
      record.rows.get(path).add(new Row(frame.step(), frame.activation(), mask.count(), values));
      if (path == 0) {
        record.shelf.add(frame);
      }
      watcher.frame(frame, values);
      return values;
    }

    @Override
    public void stepped(int step) {
      boolean due = System.nanoTime() - saved >= between.toNanos();
      try {
        progress.step(name + ": step " + step, step, request.course().steps() + 1);
      } catch (CancellationException e) {
        save();
        throw e;
      }
      if (due) {
        save();
      }
    }

    private void save() {
      record.save(dream.state());
      saved = System.nanoTime();
    }
  }

  private Setting setting(List<Integer> map) {
    SegmentationModel model = runner.model();
    String of =
        request
            .aim()
            .layer()
            .map(layer -> "channel " + layer.channel() + " of layer " + layer.tensor())
            .orElseGet(
                () ->
                    request.aim().on().name().toLowerCase(Locale.ROOT)
                        + " of class "
                        + model.classNames().get(opened.question().classIndex()));
    return new Setting(
        model,
        opened.starts().get(0).place() + ", " + of,
        opened.question().classIndex(),
        opened.options().range(),
        opened.question().geometry(),
        channels,
        map);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(opened.notes());
    Geometry geometry = opened.question().geometry();
    if (!Pictures.inMillimetres(geometry)) {
      notes.add("nothing says how far pixels are apart: lengths are in pixels of the image");
    }
    if (channels > 1) {
      notes.add("features are of the mean of the picture's " + channels + " channels");
    }
    return notes;
  }
}
