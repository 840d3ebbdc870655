package org.pixelwhy.image.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.pixelwhy.image.Plane;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Writes pictures of slices as a NIfTI-1 volume, packed by gzip, whose voxels stand and lie as
 * those of the file that the slices are of: extents, order and affine are its own, so that viewers
 * lay one over the other. Voxels of no picture are 0.
 */
public final class NiftiWriter {
  private static final int LENGTH = 348;
  private static final int OFFSET = 352;

  /** NIfTI's codes of types and units, and of a place in a scanner. */
  private static final int UNSIGNED_BYTE = 2;

  private static final int FLOAT = 16;
  private static final int MILLIMETRES = 2;
  private static final int SCANNER = 1;

  /** More than any extent that a NIfTI-1 header holds. */
  private static final int MOST = Short.MAX_VALUE;

  private static final int BLOCK = 1 << 16;

  private NiftiWriter() {}

  /** What voxels are stored as. */
  public enum Type {
    /** Whole numbers from 0 to 255. */
    LABELS,
    /** 32-bit floats. */
    NUMBERS
  }

  /**
   * Writes the volume.
   *
   * @param places of the file that the slices are of
   * @param plane that they were cut along
   * @param pictures values of each, by its number
   * @throws InputException if a picture is of another size, or the volume too large for the format
   */
  public static void write(
      OutputStream out, VoxelPlaces places, Plane plane, Map<Integer, float[]> pictures, Type type)
      throws IOException {
    int[] extents = places.pictureExtents(plane);
    for (Map.Entry<Integer, float[]> picture : pictures.entrySet()) {
      if (picture.getValue().length != extents[0] * extents[1]) {
        throw new InputException(
            Text.format(
                "slice %d has %d pixels, expected %d x %d",
                picture.getKey(), picture.getValue().length, extents[1], extents[0]));
      }
    }
    if (places.extents().stream().anyMatch(extent -> extent > MOST)) {
      throw new InputException(
          Text.format("a NIfTI file has at most %d voxels along an axis", MOST));
    }
    GZIPOutputStream packed = new Fast(out);
    packed.write(header(places, type).array());
    voxels(packed, places, plane, pictures, type);
    packed.finish();
  }

  /** Mostly zeros: packing them well takes long and saves nothing. */
  private static final class Fast extends GZIPOutputStream {
    private Fast(OutputStream out) throws IOException {
      super(out, BLOCK);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static ByteBuffer header(VoxelPlaces places, Type type) {
    ByteBuffer header = ByteBuffer.allocate(OFFSET).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, LENGTH);
    header.putShort(40, (short) 3);
    for (int i = 0; i < 7; i++) {
      header.putShort(42 + 2 * i, i < 3 ? places.extents().get(i).shortValue() : 1);
      header.putFloat(80 + 4 * i, i < 3 ? places.steps().get(i).floatValue() : 1);
    }
    header.putFloat(76, 1);
    header.putShort(70, (short) (type == Type.LABELS ? UNSIGNED_BYTE : FLOAT));
    header.putShort(72, (short) (type == Type.LABELS ? 8 : 32));
    header.putFloat(108, OFFSET);
    header.putFloat(112, 1);
    header.put(123, (byte) MILLIMETRES);
    header.put(344, "n+1\0".getBytes(StandardCharsets.ISO_8859_1));
    places.affine().ifPresent(rows -> place(header, rows));
    return header;
  }

  /** The sform as it is, and the qform, which some programs prefer, where it can say the same. */
  private static void place(ByteBuffer header, List<List<Double>> rows) {
    header.putShort(254, (short) SCANNER);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        header.putFloat(280 + 16 * row + 4 * column, rows.get(row).get(column).floatValue());
      }
    }
    Quaternion.of(rows)
        .ifPresent(
            turned -> {
              header.putShort(252, (short) SCANNER);
              header.putFloat(76, (float) turned.handedness());
              header.putFloat(256, (float) turned.b());
              header.putFloat(260, (float) turned.c());
              header.putFloat(264, (float) turned.d());
              for (int row = 0; row < 3; row++) {
                header.putFloat(268 + 4 * row, rows.get(row).get(3).floatValue());
              }
            });
  }

  private static void voxels(
      OutputStream out, VoxelPlaces places, Plane plane, Map<Integer, float[]> pictures, Type type)
      throws IOException {
    int columns = places.pictureExtents(plane)[1];
    int[] voxel = new int[3];
    int width = places.extents().get(0);
    ByteBuffer line =
        ByteBuffer.allocate(width * (type == Type.LABELS ? 1 : 4)).order(ByteOrder.LITTLE_ENDIAN);
    for (voxel[2] = 0; voxel[2] < places.extents().get(2); voxel[2]++) {
      for (voxel[1] = 0; voxel[1] < places.extents().get(1); voxel[1]++) {
        line.clear();
        for (voxel[0] = 0; voxel[0] < width; voxel[0]++) {
          int[] at = places.inPictures(plane, voxel);
          float[] picture = pictures.get(at[0]);
          float value = picture == null ? 0 : picture[at[1] * columns + at[2]];
          if (type == Type.LABELS) {
            line.put((byte) value);
          } else {
            line.putFloat(value);
          }
        }
        out.write(line.array());
      }
    }
  }
}
