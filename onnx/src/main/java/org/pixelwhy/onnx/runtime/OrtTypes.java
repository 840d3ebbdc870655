package org.pixelwhy.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Element types as ONNX Runtime's Java classes name them. */
final class OrtTypes {
  private OrtTypes() {}

  static OnnxJavaType javaType(DataType type) {
    return switch (type) {
      case FLOAT -> OnnxJavaType.FLOAT;
      case DOUBLE -> OnnxJavaType.DOUBLE;
      case INT8 -> OnnxJavaType.INT8;
      case UINT8 -> OnnxJavaType.UINT8;
      case INT16 -> OnnxJavaType.INT16;
      case INT32 -> OnnxJavaType.INT32;
      case INT64 -> OnnxJavaType.INT64;
      case BOOL -> OnnxJavaType.BOOL;
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case BFLOAT16 -> OnnxJavaType.BFLOAT16;
      case UINT16, UINT32, UINT64 ->
          throw new InputException(
              Text.format(
                  "tensors of type %s cannot be passed to the runtime; cast to a signed type",
                  type));
    };
  }

  static DataType dataType(TensorInfo info) {
    String name = info.onnxType.name().substring("ONNX_TENSOR_ELEMENT_DATA_TYPE_".length());
    try {
      return DataType.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new InputException("tensors of element type " + name + " are not supported", e);
    }
  }
}
