package org.pixelwhy.server.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Where a database is.
 *
 * @param jdbc the address as JDBC takes it
 * @param user who logs in, where the address itself does not say
 * @param password of the user
 */
public record DatabaseAddress(String jdbc, Optional<String> user, Optional<String> password) {
  private static final String JDBC = "jdbc:";
  private static final String POSTGRESQL = "postgresql:";

  /**
   * A PostgreSQL database, as {@code postgresql://USER:PASSWORD@HOST:PORT/NAME}, or as JDBC takes
   * it ({@code jdbc:postgresql:...}).
   *
   * @throws InputException if it is neither; the text, which may hold a password, is not repeated
   */
  public static DatabaseAddress postgresql(String text) {
    if (text.startsWith(JDBC + POSTGRESQL)) {
      return new DatabaseAddress(text, Optional.empty(), Optional.empty());
    }
    String plain = text.replaceFirst("^postgres:", POSTGRESQL);
    if (!plain.startsWith(POSTGRESQL + "//")) {
      throw illegal(null);
    }
    try {
      URI uri = new URI(plain);
      String rest = plain.substring((POSTGRESQL + "//").length());
      Optional<String> login = Optional.ofNullable(uri.getUserInfo());
      if (uri.getRawUserInfo() != null) {
        rest = rest.substring(uri.getRawUserInfo().length() + 1);
      }
      return new DatabaseAddress(
          JDBC + POSTGRESQL + "//" + rest,
          login.map(both -> both.replaceFirst(":.*", "")),
          login.filter(both -> both.contains(":")).map(both -> both.replaceFirst("[^:]*:", "")));
    } catch (URISyntaxException e) {
      throw illegal(e);
    }
  }

  private static InputException illegal(Exception cause) {
    return InputException.about(
        "database", "the database's address is none: expected postgresql://USER@HOST/NAME", cause);
  }

  /** A file of H2; every commit is on the disk before it is told. */
  static DatabaseAddress file(Path file) {
    return h2(Text.format("file:%s", file.toString().replace(";", "\\;")))
        .with(";FILE_LOCK=FS;WRITE_DELAY=0");
  }

  /** Of this process alone. */
  static DatabaseAddress memory(String name) {
    return h2("mem:" + name);
  }

  private static DatabaseAddress h2(String place) {
    return new DatabaseAddress(
        JDBC
            + "h2:"
            + place
            + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;TRACE_LEVEL_FILE=0",
        Optional.of("sa"),
        Optional.of(""));
  }

  private DatabaseAddress with(String settings) {
    return new DatabaseAddress(jdbc + settings, user, password);
  }

  /** Whether it is part of this process. */
  boolean embedded() {
    return jdbc.startsWith(JDBC + "h2:");
  }

  /** Where it is, without what opens it. */
  String shown() {
    return jdbc.substring(JDBC.length()).replaceAll("[?;].*", "");
  }
}
