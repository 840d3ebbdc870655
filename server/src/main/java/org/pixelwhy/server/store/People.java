package org.pixelwhy.server.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The rows of accounts, and of who is logged in. Safe to use from several threads. */
public final class People {
  private static final String ACCOUNT =
      "select a.id, a.name, a.password, a.token is not null as has_token, a.created from account a";

  private static final RowMapper<AccountRow> ROW =
      (row, context) ->
          new AccountRow(
              row.getLong("id"),
              row.getString("name"),
              row.getString("password"),
              row.getBoolean("has_token"),
              row.getLong("created"));

  private final Database database;

  People(Database database) {
    this.database = database;
  }

  /** All accounts, by name. */
  public List<AccountRow> accounts() {
    return database.with(
        handle -> handle.createQuery(ACCOUNT + " order by a.name").map(ROW).list());
  }

  /** Whether there is an account. */
  public boolean any() {
    return database.with(
        handle -> handle.createQuery("select count(*) from account").mapTo(Long.class).one() > 0);
  }

  /** The account of a name. */
  public Optional<AccountRow> named(String name) {
    return database.with(handle -> named(handle, name));
  }

  private static Optional<AccountRow> named(Handle handle, String name) {
    return handle
        .createQuery(ACCOUNT + " where a.name = :name")
        .bind("name", name)
        .map(ROW)
        .findOne();
  }

  /** The account whose programs have a token of this hash. */
  public Optional<AccountRow> withToken(String hash) {
    return database.with(
        handle ->
            handle
                .createQuery(ACCOUNT + " where a.token = :hash")
                .bind("hash", hash)
                .map(ROW)
                .findOne());
  }

  /** Makes an account; empty where the name is taken. */
  public Optional<AccountRow> add(String name, String password, long now) {
    return database.with(
        handle -> {
          if (named(handle, name).isPresent()) {
            return Optional.empty();
          }
          handle.execute(
              "insert into account (name, password, created) values (?, ?, ?)",
              name,
              password,
              now);
          return named(handle, name);
        });
  }

  /** Gives an account what was opened and asked before there were accounts. */
  public void adopt(Person owner) {
    database.with(
        handle -> {
          for (String table : List.of("model", "image", "explanation")) {
            handle.execute(
                "update " + table + " set owner = ? where owner = '' and not shared", owner.key());
          }
          for (String table : List.of("mask", "job", "explainer")) {
            handle.execute("update " + table + " set owner = ? where owner = ''", owner.key());
          }
          return 0;
        });
  }

  /** Changes a password: whoever is logged in is not any more, and programs need a new token. */
  public boolean password(String name, String password) {
    return database.with(
        handle -> {
          handle.execute(
              "delete from log_in where account = (select id from account where name = ?)", name);
          return handle.execute(
                  "update account set password = ?, token = null where name = ?", password, name)
              > 0;
        });
  }

  /**
   * Lets programs in by a token of this hash, and by no earlier one. Whether there is such a name.
   */
  public boolean token(String name, String hash) {
    return database.with(
        handle -> handle.execute("update account set token = ? where name = ?", hash, name) > 0);
  }

  /** Removes an account with all that is its owner's. Whether there was one. */
  public boolean remove(String name) {
    return database.with(
        handle -> {
          Optional<AccountRow> account = named(handle, name);
          account.ifPresent(
              row -> {
                for (String table :
                    List.of("job", "explanation", "explainer", "mask", "image", "model")) {
                  handle.execute("delete from " + table + " where owner = ?", Person.of(row).key());
                }
                handle.execute("delete from account where id = ?", row.id());
              });
          return account.isPresent();
        });
  }

  /** Keeps that somebody is logged in. */
  public void logIn(LogInRow row) {
    database.with(
        handle ->
            handle
                .createUpdate(
                    "insert into log_in (hash, account, token, created, used)"
                        + " values (:hash, :account, :token, :created, :used)")
                .bind("hash", row.hash())
                .bind("account", row.account().map(AccountRow::id).orElse(null))
                .bind("token", row.token().orElse(null))
                .bind("created", row.created())
                .bind("used", row.used())
                .execute());
  }

  /** Who is logged in by something of this hash. */
  public Optional<LogInRow> loggedIn(String hash) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select l.created as since, l.used, l.token as by_token, a.id, a.name,"
                        + " a.password, a.token is not null as has_token, a.created"
                        + " from log_in l left join account a on a.id = l.account"
                        + " where l.hash = :hash")
                .bind("hash", hash)
                .map(
                    (row, context) ->
                        new LogInRow(
                            hash,
                            row.getString("name") == null
                                ? Optional.empty()
                                : Optional.of(ROW.map(row, context)),
                            Optional.ofNullable(row.getString("by_token")),
                            row.getLong("since"),
                            row.getLong("used")))
                .findOne());
  }

  /** That it was used. */
  public void used(String hash, long now) {
    database.with(handle -> handle.execute("update log_in set used = ? where hash = ?", now, hash));
  }

  /** Ends it. */
  public void logOut(String hash) {
    database.with(handle -> handle.execute("delete from log_in where hash = ?", hash));
  }

  /** Deletes those that ended by themselves: made, or used last, before a time. */
  public void forget(long made, long used) {
    database.with(
        handle -> handle.execute("delete from log_in where created < ? or used < ?", made, used));
  }
}
