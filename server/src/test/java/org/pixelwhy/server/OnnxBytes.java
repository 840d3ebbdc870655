package org.pixelwhy.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Messages of an ONNX file field by field, as no library would write them. */
final class OnnxBytes {
  static final int FLOAT = 1;
  static final int INT64 = 7;
  private static final int IMAGE = 16;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private OnnxBytes varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  OnnxBytes number(int field, long value) {
    return varint((long) field << 3).varint(value);
  }

  OnnxBytes bytes(int field, byte[] value) {
    varint((long) field << 3 | 2).varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** A field that claims to be longer than the file. */
  OnnxBytes claim(int field, long length) {
    return varint((long) field << 3 | 2).varint(length);
  }

  OnnxBytes text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  OnnxBytes message(int field, OnnxBytes value) {
    return bytes(field, value.done());
  }

  byte[] done() {
    return out.toByteArray();
  }

  static OnnxBytes node(String op, String inputs, String outputs) {
    OnnxBytes node = new OnnxBytes();
    for (String input : inputs.split(",")) {
      node.text(1, input);
    }
    for (String output : outputs.split(",")) {
      node.text(2, output);
    }
    return node.text(4, op);
  }

  OnnxBytes ints(String name, long... values) {
    OnnxBytes attribute = new OnnxBytes().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return message(5, attribute.number(20, 7));
  }

  OnnxBytes whole(String name, long value) {
    return message(5, new OnnxBytes().text(1, name).number(3, value).number(20, 2));
  }

  OnnxBytes graph(String name, OnnxBytes graph) {
    return message(5, new OnnxBytes().text(1, name).message(6, graph).number(20, 5));
  }

  OnnxBytes tensor(String name, OnnxBytes tensor) {
    return message(5, new OnnxBytes().text(1, name).message(5, tensor).number(20, 4));
  }

  static OnnxBytes values(String name, int type, long... dims) {
    OnnxBytes shape = new OnnxBytes();
    for (long dim : dims) {
      shape.message(1, new OnnxBytes().number(1, dim));
    }
    OnnxBytes tensor = new OnnxBytes().number(1, type).message(2, shape);
    return new OnnxBytes().text(1, name).message(2, new OnnxBytes().message(1, tensor));
  }

  static OnnxBytes constant(String name, int type, long... dims) {
    OnnxBytes tensor = new OnnxBytes();
    for (long dim : dims) {
      tensor.number(1, dim);
    }
    return tensor.number(2, type).text(8, name);
  }

  /** A vector of whole numbers. */
  static OnnxBytes whole(String name, long... values) {
    OnnxBytes tensor = constant(name, INT64, values.length);
    for (long value : values) {
      tensor.number(7, value);
    }
    return tensor;
  }

  static OnnxBytes scalar(String name, float value) {
    byte[] raw = new byte[4];
    java.nio.ByteBuffer.wrap(raw).order(java.nio.ByteOrder.LITTLE_ENDIAN).putFloat(value);
    return constant(name, FLOAT, 1, 1, 1, 1).bytes(9, raw);
  }

  /** A weight that lies in another file. */
  static OnnxBytes elsewhere(String name, String location, String... more) {
    OnnxBytes tensor = constant(name, FLOAT, 1, 1, 1, 1);
    tensor.message(13, new OnnxBytes().text(1, "location").text(2, location));
    for (int i = 0; i < more.length; i += 2) {
      tensor.message(13, new OnnxBytes().text(1, more[i]).text(2, more[i + 1]));
    }
    return tensor.number(14, 1);
  }

  /** A graph that reads x, an image, and gives y, of the same size. */
  static OnnxBytes graph() {
    return new OnnxBytes()
        .text(2, "g")
        .message(11, values("x", FLOAT, 1, 1, IMAGE, IMAGE))
        .message(12, values("y", FLOAT, 1, 1, IMAGE, IMAGE));
  }

  /** The same with nodes. */
  static OnnxBytes graph(OnnxBytes... nodes) {
    OnnxBytes graph = graph();
    for (OnnxBytes node : nodes) {
      graph.message(1, node);
    }
    return graph;
  }

  OnnxBytes weight(OnnxBytes tensor) {
    return message(5, tensor);
  }

  /** A file of one graph. */
  static byte[] file(OnnxBytes graph) {
    return file(17, graph).done();
  }

  static OnnxBytes file(long opset, OnnxBytes graph) {
    return new OnnxBytes()
        .number(1, 8)
        .message(7, graph)
        .message(8, new OnnxBytes().text(1, "").number(2, opset));
  }
}
