package org.pixelwhy.study.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.render.Picture;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Writes files of a result into a folder: first all of them beside their places, then each to its
 * place, so that a failure leaves nothing half-written.
 */
public final class ResultFiles {
  /** Content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;

    static Content of(byte[] bytes) {
      return out -> out.write(bytes);
    }

    /** A copy of a file. */
    static Content of(Path file) {
      return out -> Files.copy(file, out);
    }

    /** Text in UTF-8 that is written bit by bit. */
    static Content text(TextContent text) {
      return out -> {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.writeTo(writer);
        writer.flush();
      };
    }

    static Content of(Picture picture) {
      return out -> out.write(picture.png());
    }

    static Content of(Tensor tensor) {
      return out -> Npy.write(out, tensor);
    }
  }

  /** Text of a file. */
  @FunctionalInterface
  public interface TextContent {
    void writeTo(Writer out) throws IOException;
  }

  /** How names begin of what is written aside. */
  static final String ASIDE = ".pixelwhy";

  private ResultFiles() {}

  /**
   * Makes sure that a folder exists and can be written to.
   *
   * @throws InputException if not
   */
  public static void require(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ASIDE, ""));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Makes sure that a file is not there, so that nobody takes it for one of the result to come: a
   * kill while an older result is written over would leave a mix of both that looks whole.
   *
   * @throws InputException if it stays
   */
  public static void remove(Path folder, String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Deletes what a run that was killed while it wrote left aside.
   *
   * @throws InputException if it stays
   */
  public static void sweep(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path left : files.filter(ResultFiles::isAside).toList()) {
        ProcessFolder.delete(left);
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static boolean isAside(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(ASIDE) && !name.endsWith(OutputFolder.LOCK);
  }

  /**
   * Writes all files of a result, by their path within the folder, the one that shows the rest
   * last. Those of an older result that are in their places are gone before the first new one is
   * there: what is left by a kill or fault in the middle is not whole, and is no mix of both.
   *
   * @throws InputException if that fails
   */
  public static void write(Path folder, Map<String, Content> files) {
    write(folder, files, true);
  }

  /**
   * Writes all files, each over its older self: for what goes on, and is read from the last file
   * that is whole.
   *
   * @throws InputException if that fails
   */
  public static void renew(Path folder, Map<String, Content> files) {
    write(folder, files, false);
  }

  private static void write(Path folder, Map<String, Content> files, boolean voided) {
    require(folder);
    try {
      Path staging = makeAside(folder);
      try {
        Set<String> written = new LinkedHashSet<>();
        for (Map.Entry<String, Content> file : files.entrySet()) {
          Path place = staging.resolve(file.getKey());
          Files.createDirectories(place.getParent());
          try (OutputStream out = Files.newOutputStream(place)) {
            file.getValue().writeTo(out);
          } catch (IOException e) {
            throw unwritten(folder.resolve(file.getKey()), e);
          }
          written.add(whole(folder, file.getKey()));
        }
        if (voided) {
          remove(folder, written);
        }
        for (String name : written) {
          Path place = folder.resolve(name);
          Files.createDirectories(place.getParent());
          Files.move(staging.resolve(name), place, StandardCopyOption.REPLACE_EXISTING);
        }
      } finally {
        ProcessFolder.delete(staging);
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** The last one first: it shows the others. */
  private static void remove(Path folder, Set<String> names) throws IOException {
    List<String> order = new ArrayList<>(names);
    Collections.reverse(order);
    for (String name : order) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  /** What is moved in one go: a file, or the folder that it is in where there is none yet. */
  private static String whole(Path folder, String file) {
    int slash = file.indexOf('/');
    return slash < 0 || Files.exists(folder.resolve(file.substring(0, slash)))
        ? file
        : file.substring(0, slash);
  }

  /** Makes a folder for what is not yet whole. */
  static Path makeAside(Path folder) {
    try {
      return Files.createTempDirectory(folder, ASIDE);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static InputException unwritten(Path file, IOException e) {
    return InputException.about(
        "output folder",
        Text.format(
            "cannot write %s (%s: %s); make room there, or choose another folder",
            file, e.getClass().getSimpleName(), e.getMessage()),
        e);
  }

  static InputException unwritable(Path folder, IOException e) {
    return InputException.about(
        "output folder",
        Text.format(
            "cannot write to folder %s (%s: %s); choose another",
            folder, e.getClass().getSimpleName(), e.getMessage()),
        e);
  }
}
