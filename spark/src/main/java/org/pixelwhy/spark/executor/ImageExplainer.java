package org.pixelwhy.spark.executor;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.pixelwhy.catalogue.GivenMask;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.spark.files.ImageItem;
import org.pixelwhy.spark.files.LocalCopy;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.spark.request.PortableRequest;
import org.pixelwhy.spark.result.Answer;
import org.pixelwhy.spark.result.ImageRecord;
import org.pixelwhy.spark.result.KeptFormats;
import org.pixelwhy.spark.result.ResultArchive;
import org.pixelwhy.spark.result.ResultPictures;
import org.pixelwhy.spark.result.VolumeMaps;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.ImageFinding;
import org.pixelwhy.study.comparison.GroundTruth;
import org.pixelwhy.tensor.InputException;

/**
 * Explains images in a task. What the image itself is to blame for is its outcome; whatever else
 * goes wrong ends the task, which Spark runs again.
 *
 * @param plan the same for all tasks
 * @param request travels once to each executor, and is looked at only where it is not open yet
 */
public record ImageExplainer(
    Plan plan, Broadcast<PortableRequest> request, Broadcast<SerializableConfiguration> hadoop)
    implements FlatMapFunction<Iterator<ImageTask>, Outcome> {
  private static final long serialVersionUID = 1L;

  /** Of a key's further part, which tells what is asked about one image alone. */
  private static final int DIGITS = 16;

  /**
   * What a run asks for, in short.
   *
   * @param identity of the request, which names the folder of its results
   * @param sha256 of the request's content
   * @param out URI of the folder where results go
   * @param threads that a model computes with; 0 for one per core
   * @param wanted beside maps and numbers
   */
  public record Plan(String identity, String sha256, String out, int threads, Wanted wanted)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * What is wanted beside maps and numbers.
   *
   * @param truth whether each image must have a ground truth
   * @param label of its pixels; less than 0 for all that are not zero
   * @param formats of files beside the archives
   */
  public record Wanted(boolean truth, int label, KeptFormats formats) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Iterator<Outcome> call(Iterator<ImageTask> tasks) throws IOException {
    Configuration configuration = hadoop.value().value();
    Store store = Store.at(plan.out(), configuration);
    return new Iterator<>() {
      private Iterator<Outcome> left = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!left.hasNext() && tasks.hasNext()) {
          left = outcomes(tasks.next(), store, configuration).iterator();
        }
        return left.hasNext();
      }

      @Override
      public Outcome next() {
        hasNext();
        return left.next();
      }
    };
  }

  /** The outcomes of an entry so far. */
  private final class Entry {
    private final ImageTask task;
    private final Store store;
    private final List<Outcome> outcomes = new ArrayList<>();

    private Entry(ImageTask task, Store store) {
      this.task = task;
      this.store = store;
    }

    private ImageItem item() {
      return task.item();
    }

    private Outcome.Place next() {
      return new Outcome.Place(task.position(), outcomes.size());
    }

    private void failed(String name, String reason) {
      outcomes.add(Outcome.failed(next(), name, item().own(), reason));
    }
  }

  private List<Outcome> outcomes(ImageTask task, Store store, Configuration configuration) {
    Entry entry = new Entry(task, store);
    ImageItem item = task.item();
    try (LocalCopy copy = LocalCopy.of(item.uri(), configuration)) {
      if (item.own().mask().isEmpty()) {
        if (plan.wanted().truth()) {
          throw new InputException(
              item.name() + ": there is no mask of that name among the ground truth");
        }
        explain(entry, copy, Optional.empty());
      } else {
        try (LocalCopy mask = LocalCopy.of(item.own().mask(), configuration)) {
          explain(entry, copy, Optional.of(mask));
        }
      }
    } catch (InputException e) {
      entry.failed(item.name(), e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entry.outcomes;
  }

  private void explain(Entry entry, LocalCopy copy, Optional<LocalCopy> mask) throws IOException {
    for (ItemImages.Whole whole : ItemImages.wholes(copy)) {
      try {
        explain(entry, whole, copy, mask);
      } catch (InputException e) {
        entry.failed(named(whole, entry.item()), copy.named(e.getMessage()));
      }
    }
  }

  private static String named(ItemImages.Whole whole, ImageItem item) {
    return item.slices().isEmpty() ? whole.name() : whole.name() + ":" + item.slices();
  }

  private void explain(
      Entry entry, ItemImages.Whole whole, LocalCopy copy, Optional<LocalCopy> mask)
      throws IOException {
    List<ItemImages.One> images = ItemImages.of(whole, entry.item());
    Optional<VolumeMaps> volume =
        plan.wanted().formats().nifti()
            ? VolumeMaps.of(whole.path(), images.stream().map(ItemImages.One::source).toList())
            : Optional.empty();
    String asked = keyOf(entry.item().own(), mask);
    for (ItemImages.One image : images) {
      String key = image.key() + asked;
      Outcome.Content content = new Outcome.Content(whole.sha256(), key);
      String name = ResultArchive.name(plan.identity(), key);
      boolean found =
          entry.store.has(name)
              && (!plan.wanted().formats().png() || ResultPictures.are(entry.store, name));
      Optional<Failure> failure =
          found
              ? Optional.empty()
              : explain(image, content, asked(entry.item(), mask), entry.store);
      String reason = failure.map(Failure::reason).map(copy::named).orElse("");
      entry.outcomes.add(
          new Outcome(
              entry.next(),
              image.name(),
              entry.item().own(),
              content,
              mask.map(truth -> truth.named(reason)).orElse(reason),
              failure.map(Failure::absent).orElse(false),
              found));
      if (failure.isEmpty()) {
        volume.ifPresent(maps -> maps.add(image.source(), name));
      }
    }
    if (volume.isPresent()) {
      String of = whole.sha256() + "-" + entry.item().slices() + asked;
      volume.get().write(entry.store, VolumeMaps.folder(plan.identity(), of));
    }
  }

  /** What a result is called further where something is asked about its image alone. */
  private String keyOf(ImageItem.Own own, Optional<LocalCopy> mask) {
    if (mask.isEmpty() && own.target().isEmpty()) {
      return "";
    }
    String truth =
        mask.map(copy -> copy.sha256(List.copyOf(copy.hashes().keySet())))
            .map(sha256 -> sha256 + " " + plan.wanted().label())
            .orElse("");
    return "-" + LocalCopy.sha256(own.target() + "\n" + truth).substring(0, DIGITS);
  }

  private Asked asked(ImageItem item, Optional<LocalCopy> mask) {
    int label = plan.wanted().label();
    OptionalInt pixels = label < 0 ? OptionalInt.empty() : OptionalInt.of(label);
    return new Asked(
        Optional.of(item.own().target())
            .filter(text -> !text.isEmpty())
            .map(TargetCatalogue::parse),
        mask.map(copy -> new GroundTruth(new GivenMask(copy.file(), pixels))));
  }

  /** Explains an image and keeps the result, or says why not. */
  private Optional<Failure> explain(
      ItemImages.One image, Outcome.Content content, Asked asked, Store store) throws IOException {
    OpenedRequest opened =
        ExecutorModels.ofThisProcess().opened(plan.sha256(), request::value, plan.threads());
    ImageFinding finding;
    OptionalDouble dice = OptionalDouble.empty();
    try {
      finding = opened.explain(image.source(), asked, steps());
      if (asked.truth().isPresent()) {
        dice = OptionalDouble.of(asked.truth().get().dice(finding.result()));
      }
    } catch (InputException e) {
      return Optional.of(Failure.of(image.source(), Optional.empty(), e));
    }
    ImageRecord.Identity identity =
        new ImageRecord.Identity(
            plan.identity(), content.sha256(), opened.model(), opened.runtime());
    Answer answer = new Answer(opened.request(asked), identity, finding, dice);
    String name = ResultArchive.name(plan.identity(), content.key());
    if (plan.wanted().formats().png()) {
      ResultPictures.write(store, name, answer);
    }
    store.write(name, ResultArchive.bytes(answer));
    return Optional.empty();
  }

  private static Steps steps() {
    TaskContext task = TaskContext.get();
    ExecutorModels models = ExecutorModels.ofThisProcess();
    return (what, done, total) -> {
      models.requireOpen();
      // Where another attempt was quicker, this one ends at its next step.
      if (task.isInterrupted()) {
        throw new CancellationException("another attempt at this task has finished");
      }
    };
  }
}
