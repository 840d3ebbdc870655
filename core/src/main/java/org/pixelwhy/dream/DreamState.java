package org.pixelwhy.dream;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.pixelwhy.dream.DreamOptions.Stop;
import org.pixelwhy.image.Mask;

/**
 * All that a dream needs to go on as if it had never stopped.
 *
 * <p>Mutable, of the package; others keep it as bytes.
 */
final class DreamState {
  /** Of the dreams that run together. */
  final Single[] dreams;

  /** The step that comes next. */
  int step;

  /** One dream. */
  static final class Single {
    final float[] picture;
    final float[] velocity;
    int[] cells = new int[0];
    double rate = Double.NaN;
    DreamEnd end = DreamEnd.GOES_ON;
    int ended = -1;
    boolean[] mask = new boolean[0];
    double[] numbers = new double[0];
    int unchanged;

    Single(float[] picture) {
      this.picture = picture;
      this.velocity = new float[picture.length];
    }

    /** Takes note of a step; whether nothing has changed for as long as the rule asks for. */
    boolean settled(Mask now, double[] given, Stop stop) {
      boolean[] members = new boolean[now.size()];
      for (int i = 0; i < members.length; i++) {
        members[i] = now.get(i);
      }
      boolean same =
          !now.isEmpty() && Arrays.equals(members, mask) && alike(given, numbers, stop.tolerance());
      unchanged = same ? unchanged + 1 : 0;
      mask = members;
      numbers = given.clone();
      return stop.patience() > 0 && unchanged >= stop.patience();
    }

    private static boolean alike(double[] now, double[] before, double tolerance) {
      if (now.length != before.length) {
        return false;
      }
      for (int i = 0; i < now.length; i++) {
        boolean bothUndefined = Double.isNaN(now[i]) && Double.isNaN(before[i]);
        double most = tolerance * Math.max(Math.abs(now[i]), Math.abs(before[i]));
        if (!bothUndefined && !(Math.abs(now[i] - before[i]) <= most)) {
          return false;
        }
      }
      return true;
    }
  }

  DreamState(Single[] dreams) {
    this.dreams = dreams;
  }

  boolean goesOn() {
    return Arrays.stream(dreams).anyMatch(dream -> dream.end == DreamEnd.GOES_ON);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(step);
    out.writeInt(dreams.length);
    for (Single dream : dreams) {
      out.writeInt(dream.picture.length);
      for (int i = 0; i < dream.picture.length; i++) {
        out.writeFloat(dream.picture[i]);
        out.writeFloat(dream.velocity[i]);
      }
      out.writeInt(dream.cells.length);
      for (int cell : dream.cells) {
        out.writeInt(cell);
      }
      out.writeDouble(dream.rate);
      out.writeUTF(dream.end.name());
      out.writeInt(dream.ended);
      out.writeInt(dream.mask.length);
      for (boolean member : dream.mask) {
        out.writeBoolean(member);
      }
      out.writeInt(dream.numbers.length);
      for (double number : dream.numbers) {
        out.writeDouble(number);
      }
      out.writeInt(dream.unchanged);
    }
  }

  static DreamState read(DataInputStream in) throws IOException {
    int step = in.readInt();
    Single[] dreams = new Single[in.readInt()];
    for (int d = 0; d < dreams.length; d++) {
      Single dream = new Single(new float[in.readInt()]);
      for (int i = 0; i < dream.picture.length; i++) {
        dream.picture[i] = in.readFloat();
        dream.velocity[i] = in.readFloat();
      }
      dream.cells = new int[in.readInt()];
      for (int i = 0; i < dream.cells.length; i++) {
        dream.cells[i] = in.readInt();
      }
      dream.rate = in.readDouble();
      dream.end = DreamEnd.valueOf(in.readUTF());
      dream.ended = in.readInt();
      dream.mask = new boolean[in.readInt()];
      for (int i = 0; i < dream.mask.length; i++) {
        dream.mask[i] = in.readBoolean();
      }
      dream.numbers = new double[in.readInt()];
      for (int i = 0; i < dream.numbers.length; i++) {
        dream.numbers[i] = in.readDouble();
      }
      dream.unchanged = in.readInt();
      dreams[d] = dream;
    }
    DreamState state = new DreamState(dreams);
    state.step = step;
    return state;
  }
}
