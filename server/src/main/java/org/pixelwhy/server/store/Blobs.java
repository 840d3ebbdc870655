package org.pixelwhy.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.digest.Sha256;

/**
 * Files named by their content, each whole or not there at all. Each lies in a folder of its own,
 * so that a network which asks for files beside its own finds none. Safe to use from several
 * threads.
 */
public final class Blobs {
  private static final String NAME = "content";
  private static final String UNPACKED = "unpacked";
  private static final int BLOCK = 1 << 16;

  private final Path folder;
  private final Path incoming;

  /** What was stored and is not named by a row yet: how often. */
  private final Map<String, Integer> held = new HashMap<>();

  /**
   * Held by a whole sweep: two at once would each take what is stored meanwhile for the other's.
   */
  private final Lock sweeping = new ReentrantLock();

  /** What was held at any time since a sweep began; null while there is none. */
  private Set<String> sinceSweep;

  Blobs(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("files"));
    this.incoming = Files.createDirectories(folder.resolve("incoming"));
  }

  /** Bytes that are held until a row names them. */
  public final class Held implements AutoCloseable {
    private final String hash;
    private boolean closed;

    private Held(String hash) {
      this.hash = hash;
    }

    /** What they are called: their SHA-256, in hexadecimal digits. */
    public String hash() {
      return hash;
    }

    /** The file. */
    public Path path() {
      return Blobs.this.path(hash);
    }

    /** Ends the hold; from now on they stay as long as a row names them. */
    @Override
    public void close() {
      if (!closed) {
        closed = true;
        synchronized (Blobs.this) {
          held.merge(hash, -1, (before, less) -> before + less == 0 ? null : before + less);
        }
      }
    }
  }

  /**
   * Stores what a stream brings.
   *
   * @param tooMuch what is thrown where there are more bytes than allowed
   */
  public Held put(InputStream in, long most, LongFunction<RuntimeException> tooMuch) {
    Path file = incoming.resolve(UUID.randomUUID().toString());
    try {
      Sha256 digest = new Sha256();
      try (FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        byte[] block = new byte[BLOCK];
        long total = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
          total += read;
          if (total > most) {
            throw tooMuch.apply(most);
          }
          digest.and(block, read);
          writeAll(out, ByteBuffer.wrap(block, 0, read));
        }
        if (total == 0) {
          throw new InputException("nothing was sent; send the file's bytes as the request's body");
        }
        out.force(true);
      }
      return placed(file, digest.hex());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deleteIfThere(file);
    }
  }

  /** Stores an array. */
  public Held put(byte[] bytes) {
    String hash = hash(bytes);
    Path file = incoming.resolve(UUID.randomUUID().toString());
    try {
      synchronized (this) {
        if (Files.exists(path(hash))) {
          return hold(hash);
        }
      }
      try (FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writeAll(out, ByteBuffer.wrap(bytes));
        out.force(true);
      }
      return placed(file, hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deleteIfThere(file);
    }
  }

  /** Stores a copy of a file of this machine. */
  public Held put(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return put(in, Long.MAX_VALUE, most -> new IllegalStateException("no file is so large"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private synchronized Held placed(Path file, String hash) throws IOException {
    Path place = path(hash);
    if (!Files.exists(place)) {
      Files.createDirectories(place.getParent());
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }
    return hold(hash);
  }

  private Held hold(String hash) {
    held.merge(hash, 1, Integer::sum);
    if (sinceSweep != null) {
      sinceSweep.add(hash);
    }
    return new Held(hash);
  }

  /** Bytes that are there already, held. */
  public synchronized Optional<Held> known(String hash) {
    return Files.isRegularFile(path(hash)) ? Optional.of(hold(hash)) : Optional.empty();
  }

  /** The file of what a row names. */
  public Path path(String hash) {
    return folder.resolve(hash).resolve(NAME);
  }

  /** The folder that holds the files of what a row names, where that is an archive. */
  public Path unpacked(String hash) {
    return folder.resolve(hash).resolve(UNPACKED);
  }

  /**
   * Unpacks an archive beside itself, where that is not done yet.
   *
   * @param tooMuch what is thrown where its files have more bytes than allowed
   * @return the folder
   * @throws InputException if it is damaged, or holds a name that leads elsewhere
   */
  public Path unpack(Held archive, long most, LongFunction<RuntimeException> tooMuch) {
    Path place = unpacked(archive.hash());
    if (Files.exists(place)) {
      return place;
    }
    Path begun = incoming.resolve(UUID.randomUUID().toString());
    try {
      Archive.unpack(archive.path(), Files.createDirectory(begun), most, tooMuch);
      synchronized (this) {
        if (!Files.exists(place)) {
          Files.move(begun, place, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deleteAll(begun);
    }
  }

  /**
   * The bytes that a row names.
   *
   * @throws InputException if somebody took the file away
   */
  public byte[] read(String hash) {
    try {
      return Files.readAllBytes(path(hash));
    } catch (NoSuchFileException e) {
      throw new InputException("a file of the data folder is missing: files/" + hash, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256, in hexadecimal digits. */
  public static String hash(byte[] bytes) {
    return Sha256.of(bytes);
  }

  /**
   * Deletes what is neither named nor held.
   *
   * @param named finds out which bytes rows name; what is stored meanwhile stays
   * @return how much was deleted
   */
  int sweep(Supplier<Set<String>> named) {
    sweeping.lock();
    try {
      synchronized (this) {
        sinceSweep = new HashSet<>(held.keySet());
      }
      return deleteAllBut(named.get());
    } finally {
      synchronized (this) {
        sinceSweep = null;
      }
      sweeping.unlock();
    }
  }

  private synchronized int deleteAllBut(Set<String> named) {
    int swept = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        String hash = each.getFileName().toString();
        if (!named.contains(hash) && !sinceSweep.contains(hash)) {
          deleteAll(each);
          swept++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return swept;
  }

  /** Whether nothing was ever stored, or all of it is swept. */
  boolean isEmpty() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.findAny().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what a process that was killed had begun to write; nothing is written meanwhile. */
  void clearIncoming() throws IOException {
    try (Stream<Path> begun = Files.list(incoming)) {
      begun.forEach(Blobs::deleteAll);
    }
  }

  /** Deletes a file, or a folder with all that is in it, as far as it can be. */
  static void deleteAll(Path fileOrFolder) {
    try (Stream<Path> all = Files.walk(fileOrFolder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Blobs::deleteIfThere);
    } catch (IOException | UncheckedIOException e) {
      // It was not there, or the next sweep finds it.
    }
  }

  private static void deleteIfThere(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next sweep finds it.
    }
  }
}
