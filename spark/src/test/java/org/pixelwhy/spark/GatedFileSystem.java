package org.pixelwhy.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The files of this machine under another scheme, {@code gated:}, for drivers and executors under
 * test: a result is given its name only when the test lets it, so that nothing depends on how fast
 * anything is. The test and it talk by files in a folder, the gate.
 *
 * <ul>
 *   <li>{@code most}: no result is named while so many are there.
 *   <li>{@code twice}: the attempts at the image whose result comes first wait for a second one,
 *       and when both have named it, go on together.
 * </ul>
 */
public final class GatedFileSystem extends RawLocalFileSystem {
  static final String TWICE = "twice";

  /**
   * One for each attempt that came with a result: process and hash of the bytes that it brought.
   */
  private static final String ARRIVED = "arrived-";

  private static final String MOST = "most";
  private static final String GATE = "pixelwhy.test.gate";
  private static final String NAMED = "named-";
  private static final String CHOSEN = "chosen";
  private static final URI ADDRESS = URI.create("gated:///");

  private Path gate;

  /** What to hand to {@code spark-submit}, so that {@code gated:} leads here. */
  static String[] options(Path gate) throws IOException {
    Files.createDirectories(gate);
    String classes = Path.of("target/test-classes").toAbsolutePath().toString();
    return new String[] {
      "--conf", "spark.driver.extraClassPath=" + classes,
      "--conf", "spark.executor.extraClassPath=" + classes,
      "--conf", "spark.hadoop.fs.gated.impl=" + GatedFileSystem.class.getName(),
      "--conf", "spark.hadoop." + GATE + "=" + gate.toAbsolutePath()
    };
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    super.initialize(uri, configuration);
    gate = Path.of(configuration.get(GATE));
  }

  @Override
  public String getScheme() {
    return ADDRESS.getScheme();
  }

  @Override
  public URI getUri() {
    return ADDRESS;
  }

  @Override
  public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
      throws IOException {
    if (!to.getName().endsWith(".npz")) {
      return super.rename(from, to);
    }
    if (isChosen(to.getName())) {
      return renameTogether(from, to);
    }
    // results/REQUEST/xx/HASH.npz
    Path results = pathToFile(to.getParent().getParent()).toPath();
    while (count(results, ".npz") >= most()) {
      pause();
    }
    return super.rename(from, to);
  }

  private long most() throws IOException {
    Path most = gate.resolve(MOST);
    return Files.exists(most) ? Long.parseLong(Files.readString(most)) : Long.MAX_VALUE;
  }

  private static long count(Path folder, String part) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().contains(part)).count();
    }
  }

  /** Whether this is the image that is written twice: the first that comes. */
  private boolean isChosen(String name) throws IOException {
    if (Files.notExists(gate.resolve(TWICE))) {
      return false;
    }
    Path chosen = gate.resolve(CHOSEN);
    try {
      Path own = Files.writeString(gate.resolve(UUID.randomUUID().toString()), name);
      Files.createLink(chosen, own);
    } catch (FileAlreadyExistsException e) {
      return Files.readString(chosen).equals(name);
    }
    return true;
  }

  private boolean renameTogether(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
      throws IOException {
    String attempt = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    Files.writeString(
        gate.resolve(ARRIVED + attempt),
        sha256(Files.readAllBytes(pathToFile(from).toPath())),
        StandardOpenOption.CREATE_NEW);
    while (count(gate, ARRIVED) < 2) {
      pause();
    }
    boolean renamed = super.rename(from, to);
    Files.createFile(gate.resolve(NAMED + attempt));
    while (count(gate, NAMED) < 2) {
      pause();
    }
    return renamed;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  /** The attempts that came with the result of one image, each with the hash of what it brought. */
  static List<Path> arrived(Path gate) throws IOException {
    try (Stream<Path> files = Files.list(gate)) {
      return files.filter(file -> file.getFileName().toString().startsWith(ARRIVED)).toList();
    }
  }

  /** In which process an attempt was. */
  static String process(Path arrived) {
    return arrived.getFileName().toString().substring(ARRIVED.length()).split("-")[0];
  }

  /** Whether a result is the one that two attempts came with. */
  static boolean isChosen(Path gate, Path result) {
    try {
      return Files.readString(gate.resolve(CHOSEN)).equals(result.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many results there may be from now on. */
  static void allow(Path gate, int most) throws IOException {
    Path next = Files.writeString(gate.resolve("next"), String.valueOf(most));
    Files.move(next, gate.resolve(MOST), StandardCopyOption.ATOMIC_MOVE);
  }
}
