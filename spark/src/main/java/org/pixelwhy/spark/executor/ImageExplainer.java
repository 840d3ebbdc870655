package org.pixelwhy.spark.executor;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.spark.files.LocalCopy;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.spark.request.PortableRequest;
import org.pixelwhy.spark.result.ImageRecord;
import org.pixelwhy.spark.result.ResultArchive;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.ImageFinding;
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

  /**
   * What a run asks for, in short.
   *
   * @param identity of the request, which names the folder of its results
   * @param sha256 of the request's content
   * @param out URI of the folder where results go
   * @param threads that a model computes with; 0 for one per core
   */
  public record Plan(String identity, String sha256, String out, int threads)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Iterator<Outcome> call(Iterator<ImageTask> images) throws IOException {
    Configuration configuration = hadoop.value().value();
    Store store = Store.at(plan.out(), configuration);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return images.hasNext();
      }

      @Override
      public Outcome next() {
        return outcome(images.next(), store, configuration);
      }
    };
  }

  private Outcome outcome(ImageTask image, Store store, Configuration configuration) {
    try (LocalCopy copy = LocalCopy.of(image.uri(), configuration)) {
      String name = ResultArchive.name(plan.identity(), copy.sha256());
      boolean found = store.has(name);
      Optional<Failure> failure = found ? Optional.empty() : explain(copy, store, name);
      return new Outcome(
          image.position(),
          image.uri(),
          copy.sha256(),
          failure.map(problem -> copy.named(problem.reason())).orElse(""),
          failure.map(Failure::absent).orElse(false),
          found);
    } catch (InputException e) {
      return new Outcome(image.position(), image.uri(), "", e.getMessage(), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Explains an image and keeps the result, or says why not. */
  private Optional<Failure> explain(LocalCopy image, Store store, String name) throws IOException {
    TaskContext task = TaskContext.get();
    ExecutorModels models = ExecutorModels.ofThisProcess();
    OpenedRequest opened = models.opened(plan.sha256(), request::value, plan.threads());
    ImageFinding finding;
    try {
      finding =
          opened.explain(
              image,
              (what, done, total) -> {
                models.requireOpen();
                requireWanted(task);
              });
    } catch (InputException e) {
      return Optional.of(Failure.of(ImageSource.of(image.file()), Optional.empty(), e));
    }
    ImageRecord.Identity identity =
        new ImageRecord.Identity(plan.identity(), image.sha256(), opened.model(), opened.runtime());
    store.write(name, opened.archive(identity, finding));
    return Optional.empty();
  }

  /** Where another attempt was quicker, this one ends at its next step. */
  private static void requireWanted(TaskContext task) {
    if (task.isInterrupted()) {
      throw new CancellationException("another attempt at this task has finished");
    }
  }
}
