package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Declarations of inputs and outputs. */
final class ValueDecoder {
  private ValueDecoder() {}

  /**
   * The declaration in a message.
   *
   * @param role what it declares, for messages: {@code input} or {@code output}
   * @throws InputException if it is not a tensor of a supported type
   */
  static Value decode(String role, ValueInfoProto proto) {
    TypeProto type = proto.getType();
    if (type.getValueCase() == TypeProto.ValueCase.VALUE_NOT_SET) {
      return Value.untyped(proto.getName());
    } else if (!type.hasTensorType()) {
      throw new InputException(
          Text.format(
              "%s '%s' is no tensor but of %s; only tensors are supported",
              role, proto.getName(), type.getValueCase()));
    }
    try {
      TypeProto.Tensor tensor = type.getTensorType();
      Optional<DataType> element =
          tensor.getElemType() == 0
              ? Optional.empty()
              : Optional.of(DataType.ofCode(tensor.getElemType()));
      Optional<List<Dimension>> dims =
          tensor.hasShape()
              ? Optional.of(
                  tensor.getShape().getDimList().stream().map(ValueDecoder::decode).toList())
              : Optional.empty();
      return new Value(proto.getName(), element, dims);
    } catch (InputException e) {
      throw new InputException(
          Text.format("%s '%s': %s", role, proto.getName(), e.getMessage()), e);
    }
  }

  /** Some exporters write 0 or -1 for a size that is not fixed. */
  private static Dimension decode(TensorShapeProto.Dimension proto) {
    if (proto.getDimValue() > Integer.MAX_VALUE) {
      throw new InputException(
          Text.format(
              "an extent of %d is declared, the most is %d",
              proto.getDimValue(), Integer.MAX_VALUE));
    }
    return proto.getDimValue() > 0
        ? Dimension.of(proto.getDimValue())
        : Dimension.symbol(proto.getDimParam());
  }
}
