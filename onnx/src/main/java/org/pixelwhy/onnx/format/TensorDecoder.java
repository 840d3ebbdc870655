package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Protobuf messages to tensors. */
final class TensorDecoder {
  private final ExternalData external;

  TensorDecoder(ExternalData external) {
    this.external = external;
  }

  /**
   * The tensor of a message.
   *
   * @throws InputException if its type is not supported, or its data do not fit its shape
   */
  Tensor decode(TensorProto proto) {
    try {
      DataType type = DataType.ofCode(proto.getDataType());
      Shape shape = Shape.of(proto.getDimsList().stream().mapToLong(Long::longValue).toArray());
      if (shape.size() > Integer.MAX_VALUE / type.bytes()) {
        throw new InputException(
            Text.format(
                "shape %s needs more than the 2 GiB that one tensor may have; is the file damaged?",
                shape));
      } else if (proto.hasSegment()) {
        throw new InputException("tensors in segments are not supported");
      } else if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
        return external.read(proto, type, shape);
      } else if (proto.hasRawData()) {
        return raw(proto.getRawData(), type, shape);
      }
      return typed(proto, type, shape);
    } catch (InputException e) {
      throw new InputException(Text.format("tensor '%s': %s", proto.getName(), e.getMessage()), e);
    }
  }

  private static Tensor raw(ByteString data, DataType type, Shape shape) {
    long expected = shape.size() * type.bytes();
    requireSize(expected, data.size(), "bytes", type, shape);
    ByteBuffer bytes = Tensor.allocate(type, shape);
    data.copyTo(bytes);
    return Tensor.of(type, shape, bytes.flip());
  }

  private static Tensor typed(TensorProto proto, DataType type, Shape shape) {
    return switch (type) {
      case FLOAT -> fill(type, shape, proto.getFloatDataList(), ByteBuffer::putFloat);
      case DOUBLE -> fill(type, shape, proto.getDoubleDataList(), ByteBuffer::putDouble);
      case INT64 -> fill(type, shape, proto.getInt64DataList(), ByteBuffer::putLong);
      case UINT64 -> fill(type, shape, proto.getUint64DataList(), ByteBuffer::putLong);
      case UINT32 ->
          fill(
              type,
              shape,
              proto.getUint64DataList(),
              (bytes, value) -> bytes.putInt(value.intValue()));
      case INT32 -> fill(type, shape, proto.getInt32DataList(), ByteBuffer::putInt);
      case INT16, UINT16, FLOAT16, BFLOAT16 ->
          fill(
              type,
              shape,
              proto.getInt32DataList(),
              (bytes, value) -> bytes.putShort(value.shortValue()));
      case INT8, UINT8, BOOL ->
          fill(
              type,
              shape,
              proto.getInt32DataList(),
              (bytes, value) -> bytes.put(value.byteValue()));
    };
  }

  private static <T> Tensor fill(
      DataType type, Shape shape, List<T> values, BiConsumer<ByteBuffer, T> put) {
    requireSize(shape.size(), values.size(), "values", type, shape);
    ByteBuffer bytes = Tensor.allocate(type, shape);
    values.forEach(value -> put.accept(bytes, value));
    return Tensor.of(type, shape, bytes.flip());
  }

  private static void requireSize(
      long expected, long found, String unit, DataType type, Shape shape) {
    if (expected != found) {
      throw new InputException(
          Text.format(
              "type %s and shape %s need %d %s, found %d; export or download the file again",
              type, shape, expected, unit, found));
    }
  }
}
