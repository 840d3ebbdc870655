package org.pixelwhy.app.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Small whole files, to be damaged; the same at every start. */
final class Seeds {
  /** Rows and columns of all pictures. */
  static final int SIDE = 16;

  private Seeds() {}

  private static Tensor weights(long... dims) {
    Random random = new Random(dims.length + dims[0]);
    int size = 1;
    for (long dim : dims) {
      size *= (int) dim;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian() / 2;
    }
    return Tensor.of(values, dims);
  }

  private static Attribute ints(long... values) {
    return new Attribute.Ints(Arrays.stream(values).boxed().toList());
  }

  private static Node node(
      String op, String output, Map<String, Attribute> attributes, String... inputs) {
    return Node.of(op, List.of(inputs), List.of(output), attributes);
  }

  /** A U-Net of two levels. */
  static byte[] unet() {
    GraphBuilder graph =
        Graph.builder("unet", 17).input(Value.of("x", DataType.FLOAT, 1, 1, SIDE, SIDE));
    graph.initializer("w1", weights(4, 1, 3, 3)).initializer("w2", weights(4, 4, 3, 3));
    graph
        .initializer("w3", weights(2, 8, 1, 1))
        .initializer("twice", Tensor.of(new float[] {1, 1, 2, 2}, 4));
    Map<String, Attribute> padded = Map.of("pads", ints(1, 1, 1, 1));
    graph.add(node("Conv", "a", padded, "x", "w1")).add(node("Relu", "ar", Map.of(), "a"));
    graph.add(
        node("MaxPool", "p", Map.of("kernel_shape", ints(2, 2), "strides", ints(2, 2)), "ar"));
    graph.add(node("Conv", "q", padded, "p", "w2")).add(node("Sigmoid", "qs", Map.of(), "q"));
    graph.add(
        node(
            "Resize",
            "u",
            Map.of("mode", new Attribute.StringValue("nearest")),
            "qs",
            "",
            "twice"));
    graph.add(node("Concat", "c", Map.of("axis", new Attribute.IntValue(1)), "ar", "u"));
    graph.add(node("Conv", "y", Map.of(), "c", "w3"));
    return OnnxWriter.toBytes(
        graph.output(Value.of("y", DataType.FLOAT, 1, 2, SIDE, SIDE)).build());
  }

  /** Operators that read shapes, bounds and indices from tensors. */
  static byte[] shapes() {
    GraphBuilder graph =
        Graph.builder("shapes", 17).input(Value.of("x", DataType.FLOAT, 1, 1, SIDE, SIDE));
    graph.initializer("w", weights(2, 1, 3, 3)).initializer("one", Tensor.vector(1));
    graph
        .initializer("pads", Tensor.vector(0, 0, 1, 1, 0, 0, 1, 1))
        .initializer("from", Tensor.vector(0, 0));
    graph.initializer("to", Tensor.vector(SIDE, SIDE)).initializer("axes", Tensor.vector(2, 3));
    graph
        .initializer("shape", Tensor.vector(1, 2, -1))
        .initializer("back", Tensor.vector(1, 2, SIDE, SIDE));
    graph.initializer("g", weights(2)).initializer("b", weights(2));
    graph.initializer("swapped", Tensor.vector(1, 0));
    graph.add(node("Pad", "p", Map.of(), "x", "pads")).add(node("Conv", "c", Map.of(), "p", "w"));
    graph.add(node("Slice", "s", Map.of(), "c", "from", "to", "axes"));
    graph.add(node("InstanceNormalization", "n", Map.of(), "s", "g", "b"));
    graph.add(node("Gather", "k", Map.of("axis", new Attribute.IntValue(1)), "n", "swapped"));
    graph.add(node("Reshape", "f", Map.of(), "k", "shape"));
    graph.add(node("Transpose", "t", Map.of("perm", ints(0, 2, 1)), "f"));
    graph.add(node("Softmax", "m", Map.of("axis", new Attribute.IntValue(1)), "t"));
    graph.add(node("Transpose", "r", Map.of("perm", ints(0, 2, 1)), "m"));
    graph.add(node("Reshape", "o", Map.of(), "r", "back"));
    graph
        .add(node("ReduceMean", "e", Map.of("axes", ints(2, 3)), "o"))
        .add(node("Sub", "d", Map.of(), "o", "e"));
    graph.add(node("Mul", "y", Map.of(), "d", "c"));
    return OnnxWriter.toBytes(
        graph.output(Value.of("y", DataType.FLOAT, 1, 2, SIDE, SIDE)).build());
  }

  static byte[] picture(String format) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, random.nextInt());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] npy() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Npy.write(out, weights(1, 1, SIDE, SIDE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** An ImageJ rectangle from (2, 3), 8 by 6. */
  static byte[] roi() {
    ByteBuffer bytes = ByteBuffer.allocate(64);
    bytes
        .put("Iout".getBytes(StandardCharsets.US_ASCII))
        .putShort((short) 227)
        .putShort((short) 0x100);
    return bytes
        .putShort((short) 3)
        .putShort((short) 2)
        .putShort((short) 9)
        .putShort((short) 10)
        .array();
  }

  /** A NIfTI-1 file of three slices. */
  static byte[] nifti() {
    ByteBuffer bytes =
        ByteBuffer.allocate(352 + 2 * 3 * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
    bytes
        .putInt(0, 348)
        .putShort(40, (short) 3)
        .putShort(42, (short) SIDE)
        .putShort(44, (short) SIDE);
    bytes.putShort(46, (short) 3).putShort(70, (short) 4).putShort(72, (short) 16);
    for (int i = 0; i < 8; i++) {
      bytes.putFloat(76 + 4 * i, 1);
    }
    bytes.putFloat(108, 352).putFloat(112, 1).put(123, (byte) 10).putShort(254, (short) 1);
    bytes.putFloat(280, 1).putFloat(300, 1).putFloat(320, 1).putInt(344, 0x00312b6e);
    for (int i = 0; i < 3 * SIDE * SIDE; i++) {
      bytes.putShort(352 + 2 * i, (short) (i * 7 % 200));
    }
    return bytes.array();
  }

  /** An NRRD file of three slices. */
  static byte[] nrrd() {
    String header =
        Text.format(
            "NRRD0004\ntype: uchar\ndimension: 3\nspace: left-posterior-superior\nsizes: %d %d"
                + " 3\nspace directions: (1,0,0) (0,1,0) (0,0,2)\nencoding: raw\n\n",
            SIDE, SIDE);
    ByteBuffer bytes = ByteBuffer.allocate(header.length() + 3 * SIDE * SIDE);
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 3 * SIDE * SIDE; i++) {
      bytes.put((byte) (i * 7 % 200));
    }
    return bytes.array();
  }

  /** A DICOM file of one picture, explicit little endian. */
  static byte[] dicom() {
    DicomBytes out = new DicomBytes();
    out.element(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
    out.element(0x0028, 0x0002, "US", 1).element(0x0028, 0x0004, "CS", "MONOCHROME2 ");
    out.element(0x0028, 0x0010, "US", SIDE).element(0x0028, 0x0011, "US", SIDE);
    out.element(0x0028, 0x0030, "DS", "1\\1 ").element(0x0028, 0x0100, "US", 16);
    out.element(0x0028, 0x0101, "US", 12)
        .element(0x0028, 0x0102, "US", 11)
        .element(0x0028, 0x0103, "US", 0);
    out.element(0x0028, 0x1052, "DS", "-1024 ").element(0x0028, 0x1053, "DS", "1 ");
    return out.pixels(SIDE * SIDE);
  }

  static byte[] card() {
    return """
    input:
      layout: NCHW
      size: [16, 16]
      channels: 1
      preprocessing:
        - scale: {factor: 1/255}
        - clip: {min: 0, max: 1}
        - mean_std: {mean: [0.5], std: [0.25]}
    output:
      layout: NCHW
      activation: logits
      classes: [background, polyp]
      background: background
    """
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The description of a bioimage.io package. */
  static byte[] resource() {
    return """
    format_version: 0.4.9
    type: model
    name: small
    inputs:
      - name: input0
        axes: bcyx
        data_type: float32
        data_range: [-.inf, .inf]
        shape: [1, 1, 16, 16]
        preprocessing:
          - name: scale_range
            kwargs: {mode: per_sample, axes: xy, min_percentile: 1, max_percentile: 99.8}
    outputs:
      - name: output0
        axes: bcyx
        data_type: float32
        shape: [1, 2, 16, 16]
        postprocessing:
          - name: binarize
            kwargs: {threshold: 0.5}
    weights:
      onnx:
        source: net.onnx
        opset_version: 17
    """
        .getBytes(StandardCharsets.UTF_8);
  }
}
