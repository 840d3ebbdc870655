package org.pixelwhy.server.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.tensor.Text;

/**
 * A PostgreSQL of the test's own, in a temporary folder and on a free port of this machine. It
 * refuses to run as root, who therefore runs it as somebody else.
 */
public final class Postgres implements AutoCloseable {
  private final Path binaries;
  private final List<String> asSomebody;
  private final Path folder;
  private final int port;

  private Postgres(Path binaries, List<String> asSomebody, Path folder, int port) {
    this.binaries = binaries;
    this.asSomebody = asSomebody;
    this.folder = folder;
    this.port = port;
  }

  /** Skips the test where there is no PostgreSQL, or root cannot become somebody else. */
  public static Postgres start() {
    Optional<Path> binaries = binaries();
    assumeTrue(
        binaries.isPresent(), "no PostgreSQL: neither on the path nor in /usr/lib/postgresql");
    boolean root = System.getProperty("user.name").equals("root");
    Optional<List<String>> somebody = root ? somebody() : Optional.of(List.of());
    assumeTrue(somebody.isPresent(), "PostgreSQL refuses root, and there is no setpriv to run it");
    try {
      Path folder = Files.createTempDirectory("pixelwhy-postgres");
      int port;
      try (ServerSocket socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      Postgres postgres = new Postgres(binaries.get(), somebody.get(), folder, port);
      postgres.make(root);
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Debian's are not on the path. */
  private static Optional<Path> binaries() {
    List<Path> folders = new ArrayList<>();
    Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(Path::of)
        .forEach(folders::add);
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions.map(version -> version.resolve("bin")).forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folders.stream()
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("pg_ctl")))
        .findFirst();
  }

  private static Optional<List<String>> somebody() {
    return Stream.of("/usr/bin/setpriv", "/bin/setpriv")
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst()
        .map(
            setpriv -> List.of(setpriv, "--reuid=nobody", "--regid=65534", "--clear-groups", "--"));
  }

  private void make(boolean root) throws IOException {
    if (root) {
      run(List.of("chown", "-R", "nobody", folder.toString()));
    }
    as("initdb", "-D", data(), "-U", "pixelwhy", "--auth=trust", "-E", "UTF8", "--no-locale", "-N");
    resume();
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /** Starts it, for the first time or again. */
  public void resume() {
    String options =
        Text.format("-p %d -c listen_addresses=127.0.0.1 -k %s -c fsync=off", port, folder);
    as(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        options,
        "start");
  }

  /** Ends it, whoever is connected. */
  public void stop() {
    as("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
  }

  private void as(String program, String... arguments) {
    List<String> command = new ArrayList<>(asSomebody);
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(List<String> command) throws IOException {
    // What it prints goes to a file: the server would keep a pipe open.
    Path out = Files.createTempFile("pixelwhy-postgres", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            command + " ended with " + code + ": " + Files.readString(out));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      Files.deleteIfExists(out);
    }
  }

  /** The address of a database of its own name, which is made. */
  public String database(String name) {
    String own = Text.format("jdbc:postgresql://127.0.0.1:%d/postgres?user=pixelwhy", port);
    try (Connection connection = DriverManager.getConnection(own);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Text.format("postgresql://pixelwhy@127.0.0.1:%d/%s", port, name);
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (IllegalStateException e) {
      // It is stopped already.
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
