package org.pixelwhy.server.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.pixelwhy.server.json.Identifier;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.kept.Kept;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.network.Pace;
import org.pixelwhy.server.network.QuestionJson;
import org.pixelwhy.server.network.Unfinished;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Running;
import org.pixelwhy.server.opened.TooMuchException;
import org.pixelwhy.server.store.JobRow;
import org.pixelwhy.server.store.JobRow.Queued;
import org.pixelwhy.server.store.JobRow.State;
import org.pixelwhy.server.store.Jobs;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.tensor.Text;

/**
 * The jobs, and who works on them: one thread for each lane. A job that was taken is on the disk
 * before that is said; one that the process ended in is begun again at the next start.
 */
public final class JobQueue implements AutoCloseable {
  private static final long IDLE_MILLIS = 60_000;

  private final Desk desk;
  private final Jobs jobs;
  private final Kept kept;
  private final Map<Long, Running> running = new ConcurrentHashMap<>();
  private final List<Worker> workers;

  /** Nobody works yet. */
  public JobQueue(Desk desk, Kept kept, Store store) {
    this(desk, kept, store, IDLE_MILLIS);
  }

  /**
   * @param idleMillis after which what only long work needs is let go
   */
  JobQueue(Desk desk, Kept kept, Store store, long idleMillis) {
    this.desk = desk;
    this.kept = kept;
    this.jobs = store.jobs();
    this.workers =
        Arrays.stream(Pace.values())
            .map(lane -> new Worker(lane, new Worker.Work(desk, kept, jobs, running, idleMillis)))
            .toList();
  }

  /** Begins to work. */
  public JobQueue begin() {
    workers.forEach(Worker::start);
    return this;
  }

  /**
   * Takes a question of somebody.
   *
   * @param to an explanation of the same target, which gets its maps
   * @return what requests call the job
   * @throws TooMuchException if too many wait already
   * @throws org.pixelwhy.tensor.InputException if it cannot be answered
   */
  public String add(Person person, Asked asked, Optional<String> to) {
    Asked resolved = desk.check(person, asked);
    desk.masks().require(resolved.mask());
    // Looked for now, so that a typing error is told at once.
    to.ifPresent(id -> kept.own(person, id));
    Queued queued =
        new Queued(
            person,
            Pace.of(resolved).text(),
            JsonText.text(QuestionJson.write(resolved)),
            Identifier.row(Identifier.MODEL, resolved.model()).orElseThrow(),
            Identifier.row(Identifier.IMAGE, resolved.picture().image()).orElseThrow(),
            resolved.mask(),
            to.map(Kept::number).map(OptionalLong::of).orElse(OptionalLong.empty()));
    int most = desk.limits().jobs();
    long id =
        jobs.add(queued, most)
            .orElseThrow(
                () ->
                    new TooMuchException(
                        Text.format("%d jobs wait already; ask again later", most)));
    workers.forEach(Worker::wake);
    return Identifier.of(Identifier.JOB, id);
  }

  /**
   * A job of somebody as it is now.
   *
   * @throws NotThereException if there is none
   */
  public Job get(Person person, String id) {
    return now(row(person, id));
  }

  private JobRow row(Person person, String id) {
    return jobs.get(number(id))
        .filter(row -> row.owner().equals(person))
        .orElseThrow(() -> missing(id));
  }

  private Job now(JobRow row) {
    Optional<Running.Progress> progress =
        row.state() == State.RUNNING
            ? Optional.ofNullable(running.get(row.id())).map(Running::progress)
            : Optional.empty();
    return new Job(row, progress);
  }

  /**
   * The map of a job so far, if it runs and there is one yet. Whoever asks again soon gets a newer
   * one.
   *
   * @throws NotThereException if there is no such job
   */
  public Optional<Unfinished> unfinished(Person person, String id) {
    return Optional.ofNullable(running.get(row(person, id).id())).flatMap(Running::unfinished);
  }

  /** Somebody's newest ones, the newest first. */
  public List<Job> latest(Person person, int most) {
    List<Job> latest = new ArrayList<>();
    jobs.latest(person, most).forEach(row -> latest.add(now(row)));
    return latest;
  }

  /** Cancels a job; one that is at its end already stays as it is. */
  public void cancel(Person person, String id) {
    JobRow row = row(person, id);
    jobs.cancel(row.id());
    Optional.ofNullable(running.get(row.id())).ifPresent(Running::stop);
  }

  /** What requests call a job. */
  public static String id(JobRow row) {
    return Identifier.of(Identifier.JOB, row.id());
  }

  private static long number(String id) {
    return Identifier.row(Identifier.JOB, id).orElseThrow(() -> missing(id));
  }

  private static NotThereException missing(String id) {
    return new NotThereException(Text.format("there is no job '%s'", Identifier.shown(id)));
  }

  /** Stops working; what was begun is begun again at the next start. */
  @Override
  public void close() {
    workers.forEach(Worker::end);
    running.values().forEach(Running::stop);
    workers.forEach(Worker::join);
  }
}
