package org.pixelwhy.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.tensor.InputException;

/** All that is kept: files in a folder that belongs to this process, and rows that name them. */
public final class Store implements AutoCloseable {
  private static final long DAY_MILLIS = 24 * 3_600_000L;

  private static final String NAMED =
      "select content from model union select card from model union select content from image"
          + " union select content from mask union select pixels from explanation"
          + " union select content from map union select content from explainer";

  private final DataFolder folder;
  private final Database database;
  private final Blobs blobs;
  private final Library library;
  private final Explanations explanations;
  private final ExplainerRows explainers;
  private final Jobs jobs;
  private final People people;

  private Store(DataFolder folder, Database database) throws IOException {
    this.folder = folder;
    this.database = database;
    this.blobs = new Blobs(folder.path());
    this.library = new Library(database);
    this.explanations = new Explanations(database);
    this.explainers = new ExplainerRows(database);
    this.jobs = new Jobs(database, new UnfinishedWork(folder.path().resolve("unfinished")));
    this.people = new People(database);
  }

  /**
   * Opens what is kept somewhere, and makes it where nothing is yet.
   *
   * @throws InputException if another server has it, it cannot be reached, or folder and database
   *     do not belong together
   */
  public static Store open(Storage storage) {
    DataFolder folder = DataFolder.take(storage.folder().orElseGet(Store::temporary));
    Database database = null;
    try {
      DatabaseAddress inside =
          storage.folder().isPresent()
              ? DatabaseAddress.file(folder.path().resolve("pixelwhy"))
              : DatabaseAddress.memory(folder.identity());
      database = Database.open(storage.database().orElse(inside));
      Store store = new Store(folder, database);
      store.requireHome();
      store.blobs.clearIncoming();
      store.library.closeWhatWasNotCopied();
      store.jobs.recover();
      store.sweep();
      return store;
    } catch (IOException e) {
      close(folder, database);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close(folder, database);
      throw e;
    }
  }

  /**
   * Does something with the accounts that are kept somewhere, also beside a server that has them
   * open where its database is no file.
   *
   * @throws InputException as {@link #open}, and where nothing is kept
   */
  public static <T> T administer(Storage storage, Function<People, T> work) {
    Path path =
        storage
            .folder()
            .orElseThrow(
                () ->
                    InputException.about(
                        "data folder", "accounts are kept in a data folder, so it takes one"));
    boolean beside = storage.database().isPresent();
    DataFolder folder = beside ? DataFolder.visit(path) : DataFolder.take(path);
    Database database = null;
    try {
      database =
          Database.open(
              storage.database().orElse(DatabaseAddress.file(folder.path().resolve("pixelwhy"))));
      new Store(folder, database).requireHome();
      return work.apply(new People(database));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      close(folder, database);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory(ProcessFolder.own(), "data-" + UUID.randomUUID());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Rows name files: with another folder's files they would name nothing, and files that no row of
   * another database names would be deleted.
   */
  private void requireHome() {
    String own = folder.identity();
    List<String> homes =
        database.with(
            handle -> handle.createQuery("select folder from home").mapTo(String.class).list());
    if (homes.isEmpty() && blobs.isEmpty()) {
      database.with(handle -> handle.execute("insert into home (folder) values (?)", own));
    } else if (homes.isEmpty()) {
      throw InputException.about(
          "data folder",
          folder.path() + ": the rows that name this folder's files are in another database");
    } else if (!homes.equals(List.of(own))) {
      throw InputException.about(
          "data folder",
          folder.path()
              + ": the database belongs to another data folder, whose files its rows name");
    }
  }

  /** Files by their content. */
  public Blobs blobs() {
    return blobs;
  }

  /** Models, images and masks. */
  public Library library() {
    return library;
  }

  /** Explainers of noise that were sent for models. */
  public ExplainerRows explainers() {
    return explainers;
  }

  /** What was asked and answered. */
  public Explanations explanations() {
    return explanations;
  }

  /** Questions that are answered when their turn comes. */
  public Jobs jobs() {
    return jobs;
  }

  /** Accounts, and who is logged in. */
  public People people() {
    return people;
  }

  /** Deletes what nothing refers to any more: rows of what was closed, and files. */
  public void sweep() {
    long yesterday = System.currentTimeMillis() - DAY_MILLIS;
    database.with(
        handle -> {
          handle.execute(
              "delete from job where finished < ? and state not in ('queued', 'running')",
              yesterday);
          handle.execute(
              "delete from mask where created < ? and not exists"
                  + " (select 1 from explanation e where e.mask = mask.id)"
                  + notAsked("mask"),
              yesterday);
          handle.execute(
              "delete from image where not listed and not exists"
                  + " (select 1 from explanation e where e.image = image.id) and not exists"
                  + " (select 1 from mask m where m.image = image.id)"
                  + notAsked("image"));
          return handle.execute(
              "delete from model where not listed and not exists"
                  + " (select 1 from explanation e where e.model = model.id)"
                  + notAsked("model"));
        });
    blobs.sweep(this::named);
  }

  /** No open job is about it. */
  private static String notAsked(String table) {
    return " and not exists (select 1 from job j where j."
        + table
        + " = "
        + table
        + ".id and j.state in ('queued', 'running'))";
  }

  private Set<String> named() {
    return database.with(
        handle -> new HashSet<>(handle.createQuery(NAMED).mapTo(String.class).list()));
  }

  private static void close(DataFolder folder, Database database) {
    if (database != null) {
      database.close();
    }
    folder.close();
  }

  @Override
  public void close() {
    close(folder, database);
  }
}
