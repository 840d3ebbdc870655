package org.pixelwhy.server.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The rows of explainers of noise. Safe to use from several threads. */
public final class ExplainerRows {
  private static final RowMapper<ExplainerRow> ROW =
      (row, context) ->
          new ExplainerRow(
              row.getLong("id"),
              new Person(row.getString("owner")),
              row.getLong("model"),
              row.getString("title"),
              row.getString("content"));

  private final Database database;

  ExplainerRows(Database database) {
    this.database = database;
  }

  /**
   * Keeps one; of more than allowed their owner's oldest one goes.
   *
   * @param most that one person may have
   * @return its identifier
   */
  public long keep(ExplainerRow explainer, int most) {
    return database.with(
        handle -> {
          long id =
              handle
                  .createUpdate(
                      "insert into explainer (owner, model, title, content, created)"
                          + " values (:owner, :model, :title, :content, :now)")
                  .bind("owner", explainer.owner().key())
                  .bind("model", explainer.model())
                  .bind("title", explainer.title())
                  .bind("content", explainer.content())
                  .bind("now", System.currentTimeMillis())
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          handle
              .createUpdate(
                  "delete from explainer where owner = :owner and id not in"
                      + " (select id from explainer where owner = :owner"
                      + " order by id desc fetch first :most rows only)")
              .bind("owner", explainer.owner().key())
              .bind("most", most)
              .execute();
          return id;
        });
  }

  /** Those that somebody sent for a model, the first one first. */
  public List<ExplainerRow> of(Person owner, long model) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select * from explainer where owner = :owner and model = :model order by id")
                .bind("owner", owner.key())
                .bind("model", model)
                .map(ROW)
                .list());
  }

  /** Deletes one. Whether it was there. */
  public boolean delete(long id) {
    return database.with(handle -> handle.execute("delete from explainer where id = ?", id) > 0);
  }

  /** One of them. */
  public Optional<ExplainerRow> get(long id) {
    return database.with(
        handle ->
            handle
                .createQuery("select * from explainer where id = :id")
                .bind("id", id)
                .map(ROW)
                .findOne());
  }
}
