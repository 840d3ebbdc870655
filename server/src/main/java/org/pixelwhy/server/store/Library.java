package org.pixelwhy.server.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** The rows of models, images and masks. Safe to use from several threads. */
public final class Library {
  private static final RowMapper<ModelRow> MODEL =
      (row, context) ->
          new ModelRow(
              row.getLong("id"),
              row.getString("title"),
              row.getString("hash"),
              Optional.ofNullable(row.getString("content")),
              Optional.ofNullable(row.getString("card")),
              row.getBoolean("listed"));

  private static final RowMapper<ImageRow> IMAGE =
      (row, context) ->
          new ImageRow(
              row.getLong("id"),
              row.getString("title"),
              Optional.ofNullable(row.getString("content")),
              row.getString("kind"),
              row.getString("slices"),
              row.getBoolean("listed"));

  private static final RowMapper<MaskRow> MASK =
      (row, context) ->
          new MaskRow(
              row.getLong("id"),
              row.getLong("image"),
              row.getString("plane"),
              row.getInt("slice"),
              row.getString("content"));

  private final Database database;

  Library(Database database) {
    this.database = database;
  }

  /** Models that are open, the first one first. */
  public List<ModelRow> models() {
    return database.with(
        handle ->
            handle.createQuery("select * from model where listed order by id").map(MODEL).list());
  }

  /** A model, open or not. */
  public Optional<ModelRow> model(long id) {
    return database.with(handle -> one(handle, "model", id).map(MODEL).findOne());
  }

  private static Query one(Handle handle, String table, long id) {
    return handle.createQuery("select * from " + table + " where id = :id").bind("id", id);
  }

  /**
   * Keeps a model, or takes the row of one that is the same again: then it is called and listed as
   * this one is.
   *
   * @return its identifier
   */
  public long keep(ModelRow model) {
    return database.with(
        handle -> {
          Optional<Long> same =
              handle
                  .createQuery(
                      "select id from model where owner = '' and hash = :hash and title = :title"
                          + " and coalesce(card, '') = :card and coalesce(content, '') = :content"
                          + " order by id")
                  .bind("hash", model.hash())
                  .bind("title", model.title())
                  .bind("card", model.card().orElse(""))
                  .bind("content", model.content().orElse(""))
                  .mapTo(Long.class)
                  .findFirst();
          if (same.isPresent()) {
            list(handle, "model", same.get(), true);
            return same.get();
          }
          return handle
              .createUpdate(
                  "insert into model (owner, title, hash, content, card, listed, created)"
                      + " values ('', :title, :hash, :content, :card, true, :now)")
              .bind("title", model.title())
              .bind("hash", model.hash())
              .bind("content", model.content())
              .bind("card", model.card())
              .bind("now", System.currentTimeMillis())
              .executeAndReturnGeneratedKeys("id")
              .mapTo(Long.class)
              .one();
        });
  }

  /**
   * States a model's card anew. What was answered before keeps the model as it was: a row of its
   * own.
   */
  public void state(long id, String card) {
    database.with(
        handle -> {
          if (asked(handle, id)) {
            long before =
                handle
                    .createUpdate(
                        "insert into model (owner, title, hash, content, card, listed, created)"
                            + " select owner, title, hash, content, card, false, created"
                            + " from model where id = :id")
                    .bind("id", id)
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one();
            // Jobs that wait are asked of the model as it will be then.
            handle.execute("update explanation set model = ? where model = ?", before, id);
          }
          return handle.execute("update model set card = ? where id = ?", card, id);
        });
  }

  private static boolean asked(Handle handle, long model) {
    return handle
            .createQuery("select count(*) from explanation where model = :model")
            .bind("model", model)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** Opens or closes a model; what was asked about it stays. */
  public void listModel(long id, boolean listed) {
    database.with(handle -> list(handle, "model", id, listed));
  }

  /** Opens or closes an image; what was asked about it stays. */
  public void listImage(long id, boolean listed) {
    database.with(handle -> list(handle, "image", id, listed));
  }

  private static int list(Handle handle, String table, long id, boolean listed) {
    return handle
        .createUpdate("update " + table + " set listed = :listed where id = :id")
        .bind("listed", listed)
        .bind("id", id)
        .execute();
  }

  /** Images that are open, the first one first. */
  public List<ImageRow> images() {
    return database.with(
        handle ->
            handle.createQuery("select * from image where listed order by id").map(IMAGE).list());
  }

  /** An image, open or not. */
  public Optional<ImageRow> image(long id) {
    return database.with(handle -> one(handle, "image", id).map(IMAGE).findOne());
  }

  /**
   * Keeps an image, or takes the row of one that is the same again. Of what was not copied nobody
   * knows whether it is: two folders of one name may be of two patients.
   */
  public long keep(ImageRow image) {
    return database.with(
        handle -> {
          Optional<Long> same =
              handle
                  .createQuery(
                      "select id from image where owner = '' and title = :title and kind = :kind"
                          + " and content = :content order by id")
                  .bind("title", image.title())
                  .bind("kind", image.kind())
                  .bind("content", image.content())
                  .mapTo(Long.class)
                  .findFirst();
          if (same.isPresent()) {
            list(handle, "image", same.get(), true);
            return same.get();
          }
          return handle
              .createUpdate(
                  "insert into image (owner, title, content, kind, slices, listed, created)"
                      + " values ('', :title, :content, :kind, :slices, true, :now)")
              .bind("title", image.title())
              .bind("content", image.content())
              .bind("kind", image.kind())
              .bind("slices", image.slices())
              .bind("now", System.currentTimeMillis())
              .executeAndReturnGeneratedKeys("id")
              .mapTo(Long.class)
              .one();
        });
  }

  /** Keeps a mask. */
  public long keep(MaskRow mask) {
    return database.with(
        handle ->
            handle
                .createUpdate(
                    "insert into mask (owner, image, plane, slice, content, created)"
                        + " values ('', :image, :plane, :slice, :content, :now)")
                .bind("image", mask.image())
                .bind("plane", mask.plane())
                .bind("slice", mask.slice())
                .bind("content", mask.content())
                .bind("now", System.currentTimeMillis())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
  }

  /** A mask. */
  public Optional<MaskRow> mask(long id) {
    return database.with(handle -> one(handle, "mask", id).map(MASK).findOne());
  }

  /** Closes what lies elsewhere on this machine: only whoever starts the server names it anew. */
  void closeWhatWasNotCopied() {
    database.with(
        handle ->
            handle.execute("update model set listed = false where content is null")
                + handle.execute("update image set listed = false where content is null"));
  }
}
