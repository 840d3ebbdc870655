package org.pixelwhy.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The rows: connections, the tables' versions, and what is said when it does not answer. */
final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 6;
  private static final long PATIENCE_MILLIS = 3_000;
  private static final String MIGRATIONS = "classpath:org/pixelwhy/server/store/migrations";

  /** States of SQL that mean that the connection, or the server, is gone. */
  private static final String CONNECTION_LOST = "08";

  private static final String SERVER_STOPS = "57P";

  private final HikariDataSource source;
  private final Jdbi jdbi;
  private final boolean embedded;

  private Database(HikariDataSource source, boolean embedded) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
    this.embedded = embedded;
  }

  /**
   * Opens a database, and brings its tables to this version.
   *
   * @throws InputException if it cannot be reached, is of a later version, or not this program's
   */
  static Database open(DatabaseAddress address) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.jdbc());
    address.user().ifPresent(config::setUsername);
    address.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setValidationTimeout(PATIENCE_MILLIS / 2);
    config.setPoolName("pixelwhy-store");
    HikariDataSource source = null;
    try {
      source = new HikariDataSource(config);
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations(MIGRATIONS)
          .load()
          .migrate();
      return new Database(source, address.embedded());
    } catch (FlywayException e) {
      source.close();
      throw unusable(address, e);
    } catch (RuntimeException e) {
      throw unusable(address, e);
    }
  }

  private static InputException unusable(DatabaseAddress address, Exception problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return InputException.about(
        "database",
        Text.format("the database %s cannot be used: %s", address.shown(), why),
        problem);
  }

  /**
   * Does something within one transaction.
   *
   * @throws StoreGoneException if the database does not answer; nothing was changed then, unless it
   *     went away during the commit itself
   */
  <T> T with(HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException e) {
      if (isGone(e)) {
        throw new StoreGoneException(e);
      }
      throw e;
    }
  }

  private static boolean isGone(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || cause instanceof SQLNonTransientConnectionException
          || cause instanceof SQLRecoverableException) {
        return true;
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        if (state.startsWith(CONNECTION_LOST) || state.startsWith(SERVER_STOPS)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A database of this process ends with it; it would stay open until the process ends. */
  @Override
  public void close() {
    try {
      if (embedded) {
        jdbi.useHandle(handle -> handle.execute("shutdown"));
      }
    } catch (JdbiException e) {
      // It is closed already.
    } finally {
      source.close();
    }
  }
}
