package org.pixelwhy.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pixelwhy.server.store.ExplanationRow.About;
import org.pixelwhy.server.store.ExplanationRow.AnswerRow;

/** The rows of explanations. Safe to use from several threads. */
public final class Explanations {
  /** Letters of a name. */
  public static final int LONGEST_NAME = 200;

  private static final int LONGEST_TITLE = 2_000;

  private final Database database;

  Explanations(Database database) {
    this.database = database;
  }

  /**
   * What is added.
   *
   * @param owner who asked; of an explanation that there is already its owner
   * @param to the explanation that gets one more answer; empty for a new one
   * @param about what it is about
   * @param pixels the target's pixels
   * @param bytes of its maps
   * @param answer what methods answered
   */
  public record Added(
      Person owner, OptionalLong to, About about, String pixels, long bytes, AnswerRow answer) {
    /** The same for an explanation of its own. */
    Added anew() {
      return new Added(owner, OptionalLong.empty(), about, pixels, bytes, answer);
    }
  }

  /** Keeps an answer. Gives the explanation that it belongs to; empty where there is none such. */
  public OptionalLong add(Added added) {
    return database.with(handle -> add(handle, added));
  }

  static OptionalLong add(Handle handle, Added added) {
    long explanation;
    if (added.to().isEmpty()) {
      explanation = insert(handle, added);
    } else {
      explanation = added.to().getAsLong();
      int found =
          handle
              .createUpdate(
                  "update explanation set bytes = bytes + :bytes where id = :id and owner = :owner")
              .bind("owner", added.owner().key())
              .bind("bytes", added.bytes())
              .bind("id", explanation)
              .execute();
      if (found == 0) {
        return OptionalLong.empty();
      }
    }
    long answer =
        handle
            .createUpdate(
                "insert into answer (explanation, question, facts, provenance, created)"
                    + " values (:explanation, :question, :facts, :provenance, :now)")
            .bind("explanation", explanation)
            .bind("question", added.answer().question())
            .bind("facts", added.answer().facts())
            .bind("provenance", added.answer().provenance())
            .bind("now", System.currentTimeMillis())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    for (int i = 0; i < added.answer().maps().size(); i++) {
      handle.execute(
          "insert into map (answer, number, content) values (?, ?, ?)",
          answer,
          i,
          added.answer().maps().get(i));
    }
    return OptionalLong.of(explanation);
  }

  private static long insert(Handle handle, Added added) {
    About about = added.about();
    String title = about.title();
    return handle
        .createUpdate(
            "insert into explanation"
                + " (owner, name, title, model, image, mask, target, pixels, bytes, created)"
                + " values (:owner, '', :title, :model, :image, :mask, :target, :pixels, :bytes, :now)")
        .bind("owner", added.owner().key())
        .bind("title", title.substring(0, Math.min(title.length(), LONGEST_TITLE)))
        .bind("model", about.model())
        .bind("image", about.image())
        .bind("mask", about.mask().isPresent() ? (Long) about.mask().getAsLong() : null)
        .bind("target", about.target())
        .bind("pixels", added.pixels())
        .bind("bytes", added.bytes())
        .bind("now", System.currentTimeMillis())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** An explanation with all that was answered. */
  public Optional<ExplanationRow> get(long id) {
    return database.with(
        handle ->
            handle
                .createQuery("select * from explanation where id = :id")
                .bind("id", id)
                .map(row(handle))
                .findOne());
  }

  private static RowMapper<ExplanationRow> row(Handle handle) {
    return (row, context) -> {
      long id = row.getLong("id");
      long mask = row.getLong("mask");
      OptionalLong drawn = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(mask);
      About about =
          new About(
              row.getString("title"),
              row.getLong("model"),
              row.getLong("image"),
              drawn,
              row.getString("target"));
      return new ExplanationRow(
          id,
          Library.owned(row),
          row.getString("name"),
          about,
          row.getString("pixels"),
          row.getLong("created"),
          answers(handle, id));
    };
  }

  private static List<AnswerRow> answers(Handle handle, long explanation) {
    return handle
        .createQuery("select * from answer where explanation = :id order by id")
        .bind("id", explanation)
        .map(
            (row, context) ->
                new AnswerRow(
                    row.getString("question"),
                    row.getString("facts"),
                    row.getString("provenance"),
                    maps(handle, row.getLong("id"))))
        .list();
  }

  private static List<String> maps(Handle handle, long answer) {
    return handle
        .createQuery("select content from map where answer = :answer order by number")
        .bind("answer", answer)
        .mapTo(String.class)
        .list();
  }

  /**
   * Some of somebody's own, the newest first.
   *
   * @param text a part of the name, title, or of what model or image is called, in any case; empty
   *     for all
   * @param before an identifier that theirs are below
   * @param most how many at most
   */
  public List<ExplanationRow> find(Person owner, String text, long before, int most) {
    String pattern = "%" + text.toLowerCase(Locale.ROOT).replaceAll("([%_!])", "!$1") + "%";
    return database.with(
        handle ->
            new ArrayList<>(
                handle
                    .createQuery(
                        "select e.* from explanation e join model m on m.id = e.model"
                            + " join image i on i.id = e.image"
                            + " where e.owner = :owner and e.id < :before and"
                            + " (lower(e.name) like :text escape '!'"
                            + " or lower(e.title) like :text escape '!'"
                            + " or lower(m.title) like :text escape '!'"
                            + " or lower(i.title) like :text escape '!')"
                            + " order by e.id desc fetch first :most rows only")
                    .bind("owner", owner.key())
                    .bind("before", before)
                    .bind("text", pattern)
                    .bind("most", most)
                    .map(row(handle))
                    .list()));
  }

  /** Calls one by a name of at most {@link #LONGEST_NAME} letters. Whether there is such. */
  public boolean rename(long id, String name) {
    return database.with(
        handle ->
            handle
                    .createUpdate("update explanation set name = :name where id = :id")
                    .bind("name", name)
                    .bind("id", id)
                    .execute()
                > 0);
  }

  /** Lets everybody see one, or its owner alone. Whether there is such. */
  public boolean share(long id, boolean shared) {
    return database.with(
        handle -> handle.execute("update explanation set shared = ? where id = ?", shared, id) > 0);
  }

  /** Deletes one. Whether there was such. */
  public boolean delete(long id) {
    return database.with(handle -> handle.execute("delete from explanation where id = ?", id) > 0);
  }

  /**
   * Makes room: somebody's oldest ones without a name go until the maps of all of theirs fit; the
   * newest one stays whatever it takes.
   *
   * @return how many went
   */
  public int trim(Person owner, long most) {
    return database.with(
        handle -> {
          int gone = 0;
          while (bytes(handle, owner) > most) {
            Optional<Long> oldest = one(handle, "min(id)", owner, " and name = ''");
            Optional<Long> newest = one(handle, "max(id)", owner, "");
            if (oldest.isEmpty() || oldest.equals(newest)) {
              break;
            }
            handle.execute("delete from explanation where id = ?", oldest.get());
            gone++;
          }
          return gone;
        });
  }

  private static long bytes(Handle handle, Person owner) {
    return one(handle, "coalesce(sum(bytes), 0)", owner, "").orElse(0L);
  }

  private static Optional<Long> one(Handle handle, String what, Person owner, String more) {
    return handle
        .createQuery("select " + what + " from explanation where owner = :owner" + more)
        .bind("owner", owner.key())
        .mapTo(Long.class)
        .findOne();
  }
}
