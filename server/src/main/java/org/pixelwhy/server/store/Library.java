package org.pixelwhy.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
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
              owned(row),
              row.getString("title"),
              row.getString("hash"),
              Optional.ofNullable(row.getString("content")),
              Optional.ofNullable(row.getString("card")),
              row.getBoolean("listed"));

  private static final RowMapper<ImageRow> IMAGE =
      (row, context) ->
          new ImageRow(
              row.getLong("id"),
              owned(row),
              row.getString("title"),
              Optional.ofNullable(row.getString("content")),
              row.getString("kind"),
              row.getString("slices"),
              row.getBoolean("listed"));

  private static final RowMapper<MaskRow> MASK =
      (row, context) ->
          new MaskRow(
              row.getLong("id"),
              new Person(row.getString("owner")),
              row.getLong("image"),
              row.getString("plane"),
              row.getInt("slice"),
              row.getString("content"));

  private final Database database;

  Library(Database database) {
    this.database = database;
  }

  static Owned owned(ResultSet row) throws SQLException {
    return new Owned(new Person(row.getString("owner")), row.getBoolean("shared"));
  }

  /** Models that are open and that somebody may see, the first one first. */
  public List<ModelRow> models(Person person) {
    return database.with(handle -> listed(handle, "model", person).map(MODEL).list());
  }

  private static Query listed(Handle handle, String table, Person person) {
    return handle
        .createQuery(
            "select * from " + table + " where listed and (owner = :owner or shared) order by id")
        .bind("owner", person.key());
  }

  /** Whether there is a model and an image that are open to everybody. */
  public boolean anythingShared() {
    return database.with(
        handle ->
            handle
                    .createQuery(
                        "select (select count(*) from model where listed and shared)"
                            + " * (select count(*) from image where listed and shared)")
                    .mapTo(Long.class)
                    .one()
                > 0);
  }

  /** How many models somebody has open. */
  public int openModels(Person person) {
    return database.with(handle -> open(handle, "model", person));
  }

  /** How many images somebody has open. */
  public int openImages(Person person) {
    return database.with(handle -> open(handle, "image", person));
  }

  private static int open(Handle handle, String table, Person person) {
    return handle
        .createQuery("select count(*) from " + table + " where listed and owner = :owner")
        .bind("owner", person.key())
        .mapTo(Integer.class)
        .one();
  }

  /** Whether a model can be seen with an explanation that is shared. */
  public boolean lentModel(long id) {
    return database.with(handle -> lent(handle, "model", id));
  }

  /** Whether an image can be seen with an explanation that is shared. */
  public boolean lentImage(long id) {
    return database.with(handle -> lent(handle, "image", id));
  }

  private static boolean lent(Handle handle, String what, long id) {
    return handle
            .createQuery("select count(*) from explanation where shared and " + what + " = :id")
            .bind("id", id)
            .mapTo(Long.class)
            .one()
        > 0;
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
                      "select id from model where owner = :owner and hash = :hash and title = :title"
                          + " and coalesce(card, '') = :card and coalesce(content, '') = :content"
                          + " order by id")
                  .bind("owner", model.owned().by().key())
                  .bind("hash", model.hash())
                  .bind("title", model.title())
                  .bind("card", model.card().orElse(""))
                  .bind("content", model.content().orElse(""))
                  .mapTo(Long.class)
                  .findFirst();
          if (same.isPresent()) {
            list(handle, "model", same.get(), true);
            share(handle, "model", same.get(), model.owned());
            return same.get();
          }
          return handle
              .createUpdate(
                  "insert into model (owner, shared, title, hash, content, card, listed, created)"
                      + " values (:owner, :shared, :title, :hash, :content, :card, true, :now)")
              .bind("owner", model.owned().by().key())
              .bind("shared", model.owned().shared())
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
                        "insert into model"
                            + " (owner, shared, title, hash, content, card, listed, created)"
                            + " select owner, shared, title, hash, content, card, false, created"
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

  /** What was somebody's in particular may become everybody's, and stays so. */
  private static void share(Handle handle, String table, long id, Owned owned) {
    if (owned.shared()) {
      handle.execute("update " + table + " set shared = true where id = ?", id);
    }
  }

  /** Images that are open and that somebody may see, the first one first. */
  public List<ImageRow> images(Person person) {
    return database.with(handle -> listed(handle, "image", person).map(IMAGE).list());
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
                      "select id from image where owner = :owner and title = :title and kind = :kind"
                          + " and content = :content order by id")
                  .bind("owner", image.owned().by().key())
                  .bind("title", image.title())
                  .bind("kind", image.kind())
                  .bind("content", image.content())
                  .mapTo(Long.class)
                  .findFirst();
          if (same.isPresent()) {
            list(handle, "image", same.get(), true);
            share(handle, "image", same.get(), image.owned());
            return same.get();
          }
          return handle
              .createUpdate(
                  "insert into image (owner, shared, title, content, kind, slices, listed, created)"
                      + " values (:owner, :shared, :title, :content, :kind, :slices, true, :now)")
              .bind("owner", image.owned().by().key())
              .bind("shared", image.owned().shared())
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
                        + " values (:owner, :image, :plane, :slice, :content, :now)")
                .bind("owner", mask.owner().key())
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
