package org.pixelwhy.onnx.runtime;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** The outputs of a run, still in the runtime's hands; closing this closes them all. */
public final class NativeTensors implements AutoCloseable {
  private final Map<String, NativeTensor> tensors;

  NativeTensors(Map<String, NativeTensor> tensors) {
    this.tensors = tensors;
  }

  public Set<String> names() {
    return Set.copyOf(tensors.keySet());
  }

  /**
   * One output; it stays this object's property.
   *
   * @throws GraphException if there is none of this name
   */
  public NativeTensor get(String name) {
    NativeTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new GraphException(
          Text.format("there is no output '%s'; outputs: %s", name, tensors.keySet()));
    }
    return tensor;
  }

  /** One output, copied into Java's hands. */
  public Tensor tensor(String name) {
    return get(name).toTensor();
  }

  /** The same in a direct buffer that the caller may use again when the tensor is not needed. */
  public Tensor tensor(String name, ByteBuffer buffer) {
    NativeTensor output = get(name);
    output.copyTo(buffer.clear());
    return Tensor.of(output.type().type(), output.shape(), buffer.flip());
  }

  /** All outputs by name, to be fed to another program; they stay this object's property. */
  public Map<String, NativeTensor> asMap() {
    return new LinkedHashMap<>(tensors);
  }

  @Override
  public void close() {
    tensors.values().forEach(NativeTensor::close);
  }
}
