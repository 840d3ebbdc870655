package org.pixelwhy.medical;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.pixelwhy.medical.DicomDataset.Element;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;

/**
 * Takes DICOM files apart: little and big endian, explicit and implicit, deflated; with or without
 * preamble and meta header. PS3.5 chapter 7, PS3.10 chapter 7.
 */
final class DicomParser {
  private static final int PREAMBLE = 128;
  private static final int DEEPEST = 16;

  /** Value representations whose length takes four bytes. */
  private static final Set<String> LONG =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private final Path file;
  private final ByteBuffer in;
  private boolean explicit;

  private DicomParser(Path file, byte[] bytes, int start, DicomSyntax syntax) {
    this.file = file;
    this.in = ByteBuffer.wrap(bytes).position(start).order(syntax.order());
    this.explicit = syntax.explicit();
  }

  /** An object with the way it is written. */
  record Parsed(DicomDataset data, DicomSyntax syntax, byte[] bytes) {}

  static Parsed parse(Path file) {
    byte[] bytes = bytes(file);
    int start = startsWithPreamble(bytes) ? PREAMBLE + 4 : 0;
    DicomSyntax syntax = guess(bytes, start);
    if (bytes.length >= start + 4 && bytes[start] == 2 && bytes[start + 1] == 0) {
      DicomParser meta = new DicomParser(file, bytes, start, DicomSyntax.EXPLICIT);
      DicomDataset header = meta.dataset(bytes.length, 0, true);
      start = meta.in.position();
      String uid = header.text(DicomTag.TRANSFER_SYNTAX);
      syntax = uid.isEmpty() ? guess(bytes, start) : DicomSyntax.of(file, uid);
    }
    if (syntax == DicomSyntax.DEFLATED) {
      bytes = inflated(file, bytes, start);
      start = 0;
    }
    DicomParser parser = new DicomParser(file, bytes, start, syntax);
    return new Parsed(parser.dataset(bytes.length, 0, false), syntax, bytes);
  }

  private static boolean startsWithPreamble(byte[] bytes) {
    return bytes.length >= PREAMBLE + 4
        && new String(bytes, PREAMBLE, 4, StandardCharsets.ISO_8859_1).equals("DICM");
  }

  private static byte[] bytes(Path file) {
    RegularFile.require(file);
    try {
      long size = Files.size(file);
      if (size > Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4)) {
        throw new InputException(
            Text.format("%s: %d MiB are more than a DICOM file may have here", file, size >> 20));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Without a meta header: two capitals after the first tag are a value representation. */
  private static DicomSyntax guess(byte[] bytes, int start) {
    boolean capitals =
        bytes.length >= start + 6
            && Character.isUpperCase(bytes[start + 4])
            && Character.isUpperCase(bytes[start + 5]);
    return capitals ? DicomSyntax.EXPLICIT : DicomSyntax.IMPLICIT;
  }

  private static byte[] inflated(Path file, byte[] bytes, int start) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, start, bytes.length - start);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] block = new byte[1 << 16];
      long most = Math.min(Integer.MAX_VALUE / 2, Runtime.getRuntime().maxMemory() / 8);
      int count = inflater.inflate(block);
      while (count > 0) {
        out.write(block, 0, count);
        if (out.size() > most) {
          throw new InputException(
              Text.format("%s: unpacks to more than %d MiB; refused", file, most >> 20));
        }
        count = inflater.inflate(block);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new InputException(file + ": is damaged, cannot be inflated: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  /** Reads attributes up to a position, an end of item, or the end of the meta header's group. */
  private DicomDataset dataset(long end, int depth, boolean meta) {
    if (depth > DEEPEST) {
      throw damaged(Text.format("sequences are nested more than %d deep", DEEPEST));
    }
    DicomDataset data = new DicomDataset(in.array(), in.order());
    while (in.position() < end) {
      int before = in.position();
      require(4);
      int tag = tag();
      if (meta && tag >>> 16 != 2) {
        in.position(before);
        break;
      }
      if (tag == DicomTag.ITEM_END) {
        length();
        break;
      }
      element(data, tag, depth);
    }
    return data;
  }

  private int tag() {
    return Short.toUnsignedInt(in.getShort()) << 16 | Short.toUnsignedInt(in.getShort());
  }

  private long length() {
    require(4);
    return Integer.toUnsignedLong(in.getInt());
  }

  private static boolean undefined(long length) {
    return length == 0xffffffffL;
  }

  private void element(DicomDataset data, int tag, int depth) {
    String vr = "";
    long length;
    if (explicit) {
      require(4);
      byte[] letters = new byte[2];
      in.get(letters);
      vr = new String(letters, StandardCharsets.ISO_8859_1);
      if (LONG.contains(vr)) {
        require(2);
        in.getShort();
        length = length();
      } else {
        length = Short.toUnsignedInt(in.getShort());
      }
    } else {
      length = length();
    }
    boolean sequence = vr.equals("SQ") || isSequence(tag);
    if (tag == DicomTag.PIXELS && undefined(length)) {
      data.put(tag, new Element(vr, in.position(), 0, List.of(), fragments()));
    } else if (sequence || undefined(length)) {
      data.put(tag, new Element(vr, in.position(), 0, items(vr, length, depth), List.of()));
    } else {
      require(length);
      data.put(tag, new Element(vr, in.position(), (int) length, List.of(), List.of()));
      in.position(in.position() + (int) length);
    }
  }

  /** Sequences that are needed, where the file does not say that they are such. */
  private boolean isSequence(int tag) {
    return !explicit && (tag == DicomTag.SHARED_GROUPS || tag == DicomTag.FRAME_GROUPS);
  }

  private List<DicomDataset> items(String vr, long length, int depth) {
    boolean before = explicit;
    // PS3.5 6.2.2: an unknown value of undefined length is implicit inside.
    explicit = explicit && !vr.equals("UN");
    long end = undefined(length) ? in.limit() : in.position() + length;
    if (end > in.limit()) {
      throw truncated();
    }
    List<DicomDataset> items = new ArrayList<>();
    while (in.position() < end) {
      require(8);
      int tag = tag();
      long size = length();
      if (tag == DicomTag.SEQUENCE_END) {
        break;
      }
      if (tag != DicomTag.ITEM) {
        throw damaged(Text.format("a sequence holds the tag %08x instead of an item", tag));
      }
      long itemEnd = undefined(size) ? in.limit() : in.position() + size;
      if (itemEnd > in.limit()) {
        throw truncated();
      }
      items.add(dataset(itemEnd, depth + 1, false));
    }
    explicit = before;
    return items;
  }

  /** Packed pixels: the first fragment is a table of offsets, which is not needed. */
  private List<int[]> fragments() {
    List<int[]> fragments = new ArrayList<>();
    boolean ended = false;
    while (in.remaining() >= 8 && !ended) {
      int tag = tag();
      long size = length();
      ended = tag == DicomTag.SEQUENCE_END;
      if (!ended) {
        if (tag != DicomTag.ITEM) {
          throw damaged(Text.format("packed pixels hold the tag %08x", tag));
        }
        require(size);
        fragments.add(new int[] {in.position(), (int) size});
        in.position(in.position() + (int) size);
      }
    }
    if (fragments.isEmpty()) {
      throw truncated();
    }
    return fragments.subList(1, fragments.size());
  }

  private void require(long bytes) {
    if (bytes > in.remaining()) {
      throw truncated();
    }
  }

  private InputException truncated() {
    return new InputException(file + ": the DICOM file is truncated or damaged");
  }

  private InputException damaged(String what) {
    return new InputException(
        Text.format("%s: is no DICOM file, or a damaged one: %s", file, what));
  }

  /** Bytes that follow each other in a file. */
  static byte[] joined(byte[] bytes, List<int[]> fragments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fragments.forEach(
        part -> out.writeBytes(Arrays.copyOfRange(bytes, part[0], part[0] + part[1])));
    return out.toByteArray();
  }
}
