package org.pixelwhy.study.dream;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.dream.DreamFrame;
import org.pixelwhy.image.Mask;

/**
 * Keeps frames evenly spread over a dream whose length nobody knows: where there are too many,
 * every other one goes. The first and the last are always there.
 */
final class FrameShelf {
  private final int most;
  private final List<KeptFrame> frames = new ArrayList<>();
  private int stride = 1;

  FrameShelf(int most) {
    this.most = most;
  }

  void add(DreamFrame frame) {
    if (!frames.isEmpty() && last().step() % stride != 0) {
      frames.remove(frames.size() - 1);
    }
    frames.add(new KeptFrame(frame.step(), frame.picture(), frame.mask()));
    while (frames.size() > most) {
      stride *= 2;
      KeptFrame last = last();
      frames.removeIf(kept -> kept != last && kept.step() % stride != 0);
    }
  }

  private KeptFrame last() {
    return frames.get(frames.size() - 1);
  }

  List<KeptFrame> frames() {
    return List.copyOf(frames);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(stride);
    out.writeInt(frames.size());
    for (KeptFrame frame : frames) {
      out.writeInt(frame.step());
      float[] picture = frame.picture();
      out.writeInt(picture.length);
      for (float value : picture) {
        out.writeFloat(value);
      }
      out.writeInt(frame.mask().height());
      out.writeInt(frame.mask().width());
      for (int i = 0; i < frame.mask().size(); i++) {
        out.writeBoolean(frame.mask().get(i));
      }
    }
  }

  void read(DataInputStream in) throws IOException {
    frames.clear();
    stride = in.readInt();
    int count = in.readInt();
    for (int f = 0; f < count; f++) {
      int step = in.readInt();
      float[] picture = new float[in.readInt()];
      for (int i = 0; i < picture.length; i++) {
        picture[i] = in.readFloat();
      }
      int[] extents = {in.readInt(), in.readInt()};
      boolean[] members = new boolean[extents[0] * extents[1]];
      for (int i = 0; i < members.length; i++) {
        members[i] = in.readBoolean();
      }
      frames.add(new KeptFrame(step, picture, Mask.of(extents, i -> members[i])));
    }
  }
}
