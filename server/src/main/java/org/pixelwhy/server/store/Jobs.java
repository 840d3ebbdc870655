package org.pixelwhy.server.store;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pixelwhy.server.store.Explanations.Added;
import org.pixelwhy.server.store.JobRow.Queued;
import org.pixelwhy.server.store.JobRow.State;

/**
 * The rows of jobs. Whatever is changed is changed in one transaction, on the condition that the
 * job stands where whoever changes it thinks that it does. Safe to use from several threads.
 */
public final class Jobs {
  /** A job with which the server ended so often is not begun again: it may be why. */
  private static final int MOST_DEATHS = 3;

  private static final int LONGEST_PROBLEM = 2_000;

  /**
   * The jobs that wait, each with its place: first those that come first of each person's, of these
   * first the one of whoever waited longest for a turn.
   */
  private static final String WAITING =
      "with waiting as (select w.id, w.lane,"
          + " row_number() over (partition by w.lane, w.owner order by w.id) as nth,"
          + " min(w.id) over (partition by w.lane, w.owner) as head,"
          + " coalesce((select max(t.turn) from job t where t.lane = w.lane and t.owner = w.owner),"
          + " 0) as served from job w where w.state = 'queued'),"
          + " line as (select id, lane,"
          + " row_number() over (partition by lane order by nth, served, head) - 1 as place"
          + " from waiting) ";

  /** Jobs, and of those that wait how many of their lane come before them. */
  private static final String JOBS =
      WAITING
          + "select j.*, coalesce(l.place + (select count(*) from job r where r.lane = j.lane"
          + " and r.state = 'running'), 0) as before_it from job j left join line l on l.id = j.id";

  private static final RowMapper<JobRow> JOB =
      (row, context) -> {
        long explanation = row.getLong("explanation");
        OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(explanation);
        return new JobRow(
            row.getLong("id"),
            new Person(row.getString("owner")),
            row.getString("lane"),
            row.getString("question"),
            State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            row.getInt("attempt"),
            row.getLong("before_it"),
            known,
            row.getString("problem"),
            row.getLong("created"));
      };

  private final Database database;

  private final UnfinishedWork unfinished;

  Jobs(Database database, UnfinishedWork unfinished) {
    this.database = database;
    this.unfinished = unfinished;
  }

  /** Where they keep what they have come to. */
  public UnfinishedWork unfinished() {
    return unfinished;
  }

  /**
   * Puts a job behind those that its owner has in its lane.
   *
   * @param most open jobs that somebody may have
   * @return its identifier; empty where there are so many already
   */
  public OptionalLong add(Queued queued, int most) {
    return database.with(
        handle -> {
          if (open(handle, queued.owner()) >= most) {
            return OptionalLong.empty();
          }
          return OptionalLong.of(
              handle
                  .createUpdate(
                      "insert into job (owner, lane, question, model, image, mask, state, attempt,"
                          + " deaths, explanation, problem, created) values (:owner, :lane, :question,"
                          + " :model, :image, :mask, 'queued', 0, 0, :to, '', :now)")
                  .bind("owner", queued.owner().key())
                  .bind("lane", queued.lane())
                  .bind("question", queued.question())
                  .bind("model", queued.model())
                  .bind("image", queued.image())
                  .bind("mask", boxed(queued.mask()))
                  .bind("to", boxed(queued.to()))
                  .bind("now", System.currentTimeMillis())
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one());
        });
  }

  private static Long boxed(OptionalLong number) {
    return number.isPresent() ? (Long) number.getAsLong() : null;
  }

  private static long open(Handle handle, Person owner) {
    return handle
        .createQuery(
            "select count(*) from job where owner = :owner and state in ('queued', 'running')")
        .bind("owner", owner.key())
        .mapTo(Long.class)
        .one();
  }

  /** Begins the next job of a lane, if one waits. */
  public Optional<JobRow> begin(String lane) {
    return database.with(
        handle -> {
          Optional<Long> next =
              handle
                  .createQuery(WAITING + "select id from line where lane = :lane and place = 0")
                  .bind("lane", lane)
                  .mapTo(Long.class)
                  .findOne();
          boolean begun =
              next.isPresent()
                  && handle.execute(
                          "update job set state = 'running', attempt = attempt + 1,"
                              + " turn = 1 + (select coalesce(max(t.turn), 0) from job t"
                              + " where t.lane = ?) where id = ? and state = 'queued'",
                          lane,
                          next.get())
                      == 1;
          return begun ? get(handle, next.get()) : Optional.empty();
        });
  }

  /**
   * Keeps what came of a job, and says that it is done: both or none, and once only, whoever else
   * works on it.
   *
   * @return the explanation; empty where the job is not this attempt's any more
   */
  public OptionalLong finish(JobRow job, Added added) {
    return database.with(
        handle -> {
          if (!left(handle, job, State.DONE, "")) {
            return OptionalLong.empty();
          }
          // Who deleted the explanation meanwhile did not mean what this job worked out.
          long explanation =
              Explanations.add(handle, added)
                  .orElseGet(() -> Explanations.add(handle, added.anew()).orElseThrow());
          handle.execute("update job set explanation = ? where id = ?", explanation, job.id());
          return OptionalLong.of(explanation);
        });
  }

  /** Says that a job failed, and why. Whether it was still this attempt's. */
  public boolean fail(JobRow job, String problem) {
    return database.with(handle -> left(handle, job, State.FAILED, problem));
  }

  /** Puts a job that was begun back to where it was in its lane; its turn is to come again. */
  public boolean putBack(JobRow job) {
    return database.with(handle -> left(handle, job, State.QUEUED, ""));
  }

  private static boolean left(Handle handle, JobRow job, State state, String problem) {
    return handle
            .createUpdate(
                "update job set state = :state, problem = :problem, finished = :now,"
                    + " turn = case when :state = 'queued' then null else turn end"
                    + " where id = :id and attempt = :attempt and state = 'running'")
            .bind("state", name(state))
            .bind("problem", problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM)))
            .bind("now", state.open() ? null : (Long) System.currentTimeMillis())
            .bind("id", job.id())
            .bind("attempt", job.attempt())
            .execute()
        == 1;
  }

  private static String name(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Cancels a job that is open. Whether it was. */
  public boolean cancel(long id) {
    return database.with(
        handle ->
            handle.execute(
                    "update job set state = 'cancelled', finished = ?"
                        + " where id = ? and state in ('queued', 'running')",
                    System.currentTimeMillis(),
                    id)
                == 1);
  }

  /** A job. */
  public Optional<JobRow> get(long id) {
    return database.with(handle -> get(handle, id));
  }

  private static Optional<JobRow> get(Handle handle, long id) {
    return handle.createQuery(JOBS + " where j.id = :id").bind("id", id).map(JOB).findOne();
  }

  /** Somebody's newest ones, the newest first. */
  public List<JobRow> latest(Person owner, int most) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    JOBS + " where j.owner = :owner order by j.id desc fetch first :most rows only")
                .bind("owner", owner.key())
                .bind("most", most)
                .map(JOB)
                .list());
  }

  /** Nobody works on anything yet: what was begun before the process ended is begun again. */
  void recover() {
    begunAgain();
    unfinished.keepOnly(open());
  }

  /** Those that wait, once it is known that none runs. */
  private Set<Long> open() {
    return database.with(
        handle ->
            new HashSet<>(
                handle
                    .createQuery("select id from job where state = 'queued'")
                    .mapTo(Long.class)
                    .list()));
  }

  private void begunAgain() {
    database.with(
        handle -> {
          int again =
              handle.execute(
                  "update job set state = 'queued', deaths = deaths + 1, turn = null"
                      + " where state = 'running'");
          handle
              .createUpdate(
                  "update job set state = 'failed', finished = :now, problem = :problem"
                      + " where state = 'queued' and deaths >= :most")
              .bind("now", System.currentTimeMillis())
              .bind("problem", "the server ended each time while it worked on this")
              .bind("most", MOST_DEATHS)
              .execute();
          return again;
        });
  }
}
