package org.pixelwhy.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/** A tensor in the runtime's hands, to be fed to programs; must be closed. */
public final class NativeTensor implements AutoCloseable {
  private final Engine engine;
  private final OnnxTensor handle;
  private final TensorType type;
  private boolean open = true;

  private NativeTensor(Engine engine, OnnxTensor handle, TensorType type) {
    this.engine = engine;
    this.handle = handle;
    this.type = type;
    engine.resources().opened(this, "tensor " + type);
  }

  static NativeTensor wrap(Engine engine, Tensor tensor) {
    return new NativeTensor(engine, handle(engine, tensor), tensor.tensorType());
  }

  /** Takes over a tensor that the runtime made. */
  static NativeTensor own(Engine engine, OnnxTensor handle) {
    return new NativeTensor(engine, handle, typeOf(handle.getInfo()));
  }

  /** A handle over a tensor's own memory. */
  static OnnxTensor handle(Engine engine, Tensor tensor) {
    OrtEnvironment environment = engine.environment();
    long[] dims = tensor.shape().dims();
    ByteBuffer bytes = tensor.bytes();
    try {
      return switch (tensor.type()) {
        case FLOAT -> OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), dims);
        case DOUBLE -> OnnxTensor.createTensor(environment, bytes.asDoubleBuffer(), dims);
        case INT64 -> OnnxTensor.createTensor(environment, bytes.asLongBuffer(), dims);
        case INT32 -> OnnxTensor.createTensor(environment, bytes.asIntBuffer(), dims);
        default ->
            OnnxTensor.createTensor(environment, bytes, dims, OrtTypes.javaType(tensor.type()));
      };
    } catch (OrtException e) {
      throw new RuntimeFailure("cannot hand a tensor " + tensor.tensorType() + " over", e);
    }
  }

  static TensorType typeOf(TensorInfo info) {
    return new TensorType(OrtTypes.dataType(info), Shape.of(info.getShape()));
  }

  public TensorType type() {
    return type;
  }

  public Shape shape() {
    return type.shape();
  }

  /** A copy in Java's hands. */
  public Tensor toTensor() {
    requireOpen();
    ByteBuffer copy = Tensor.allocate(type.type(), type.shape());
    copyTo(copy);
    return Tensor.of(type.type(), type.shape(), copy.rewind());
  }

  /** Copies the bytes into a buffer, little-endian. */
  void copyTo(ByteBuffer buffer) {
    requireOpen();
    if (type.shape().size() > 0) {
      buffer.put(handle.getByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  OnnxTensor handle() {
    requireOpen();
    return handle;
  }

  private synchronized void requireOpen() {
    if (!open) {
      throw new IllegalStateException("this native tensor is closed: " + type);
    }
  }

  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      handle.close();
      engine.resources().closed(this);
    }
  }
}
