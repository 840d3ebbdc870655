package org.pixelwhy.study.dream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.pixelwhy.study.dream.DreamPath.Row;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What a network's dreams have come to so far, as a file that an interrupted run goes on from. Its
 * last four bytes are a checksum of the others.
 */
final class DreamRecord {
  private static final String FORMAT = "pixelwhy-dream-state/1";

  private final Optional<Path> folder;
  private final String file;
  private final String description;
  final List<List<Row>> rows = new ArrayList<>();
  final FrameShelf shelf;

  private byte[] state = new byte[0];

  /**
   * @param description of all that the numbers follow from
   */
  DreamRecord(Path folder, String file, String description, int paths, int frames) {
    this(Optional.of(folder), file, description, paths, frames);
  }

  /** One that no file keeps: whoever is interrupted begins anew. */
  static DreamRecord unsaved(int paths, int frames) {
    return new DreamRecord(Optional.empty(), "", "", paths, frames);
  }

  private DreamRecord(
      Optional<Path> folder, String file, String description, int paths, int frames) {
    this.folder = folder;
    this.file = file;
    this.description = description;
    this.shelf = new FrameShelf(frames);
    for (int i = 0; i < paths; i++) {
      rows.add(new ArrayList<>());
    }
  }

  /** The state of the dreams; empty where they have not begun. */
  byte[] state() {
    return state.clone();
  }

  /** Writes all of it, over what was there. */
  void save(byte[] now) {
    state = now.clone();
    if (folder.isEmpty()) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(FORMAT);
      byte[] text = description.getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
      out.writeInt(rows.size());
      for (List<Row> path : rows) {
        write(out, path);
      }
      shelf.write(out);
      out.writeInt(state.length);
      out.write(state);
      out.writeInt((int) checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ResultFiles.renew(folder.get(), Map.of(file, ResultFiles.Content.of(bytes.toByteArray())));
  }

  private static void write(DataOutputStream out, List<Row> path) throws IOException {
    out.writeInt(path.size());
    for (Row row : path) {
      out.writeInt(row.step());
      out.writeDouble(row.activation());
      out.writeInt(row.area());
      double[] values = row.values();
      out.writeInt(values.length);
      for (double value : values) {
        out.writeDouble(value);
      }
    }
  }

  private static long checksum(byte[] bytes, int count) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, count);
    return sum.getValue();
  }

  /**
   * Reads what an interrupted run left, if it left anything.
   *
   * @throws InputException if it is damaged, or of another request
   */
  void load() {
    if (folder.isEmpty()) {
      return;
    }
    Path path = folder.get().resolve(file);
    if (!Files.isRegularFile(path)) {
      return;
    }
    try {
      byte[] bytes = Files.readAllBytes(path);
      int body = bytes.length - Integer.BYTES;
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      if (body < 0 || !in.readUTF().equals(FORMAT)) {
        throw new IOException("another format");
      }
      int stored =
          new DataInputStream(new ByteArrayInputStream(bytes, body, Integer.BYTES)).readInt();
      if (stored != (int) checksum(bytes, body)) {
        throw new IOException("another checksum");
      }
      String found = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
      requireSame(path, found);
      read(in);
    } catch (IOException e) {
      throw InputException.about(
          "progress of another run", path + ": is damaged; remove it and begin anew", e);
    }
  }

  private void requireSame(Path path, String found) {
    if (!found.equals(description)) {
      List<String> now = Arrays.asList(description.split("\n"));
      throw InputException.about(
          "progress of another run",
          Text.format(
              "%s: belongs to a dream with other options (%s); repeat them, or begin anew",
              path, found.lines().filter(line -> !now.contains(line)).findFirst().orElse("fewer")));
    }
  }

  private void read(DataInputStream in) throws IOException {
    int paths = in.readInt();
    for (int p = 0; p < paths; p++) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        int step = in.readInt();
        double activation = in.readDouble();
        int area = in.readInt();
        double[] values = new double[in.readInt()];
        for (int k = 0; k < values.length; k++) {
          values[k] = in.readDouble();
        }
        rows.get(p).add(new Row(step, activation, area, values));
      }
    }
    shelf.read(in);
    state = in.readNBytes(in.readInt());
  }
}
