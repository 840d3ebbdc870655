package org.pixelwhy.model.run;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * The memory of one batch's input and outputs, used for one batch after the other. Java frees
 * memory outside its heap only when it collects what little stands for it there: without this, long
 * runs would pile up gigabytes.
 */
final class ReusedBuffers {
  private ByteBuffer input = ByteBuffer.allocateDirect(0);
  private final Map<String, ByteBuffer> outputs = new HashMap<>();

  /** Stacks inputs {@code [1,C,H,W]}, as many as there are and at most so many. */
  Tensor fill(Iterator<Tensor> inputs, int most) {
    Tensor first = inputs.next();
    DataType type = first.type();
    Shape shape = first.shape();
    int bytes = first.bytes().remaining();
    input = atLeast(input, Math.multiplyExact(most, bytes));
    input.put(first.bytes());
    int count = 1;
    while (count < most && inputs.hasNext()) {
      Tensor next = inputs.next();
      if (!next.tensorType().equals(first.tensorType())) {
        throw new GraphException(
            Text.format(
                "inputs of one run must be alike, found %s and %s",
                first.tensorType(), next.tensorType()));
      }
      input.put(next.bytes());
      count++;
    }
    return Tensor.of(type, shape.with(0, count), input.flip());
  }

  /**
   * Tensors for outputs, to be written into.
   *
   * @param types of one input's outputs, by name
   */
  Map<String, Tensor> outputs(Map<String, TensorType> types, int count) {
    Map<String, Tensor> tensors = new HashMap<>();
    types.forEach(
        (name, type) -> {
          Shape shape = type.shape().with(0, count);
          tensors.put(
              name,
              Tensor.of(type.type(), shape, output(name, new TensorType(type.type(), shape))));
        });
    return tensors;
  }

  /** Memory for an output, of exactly its size. */
  ByteBuffer output(String name, TensorType type) {
    int bytes = Math.toIntExact(type.shape().size() * type.type().bytes());
    ByteBuffer buffer = outputs.getOrDefault(name, ByteBuffer.allocateDirect(0));
    outputs.put(name, atLeast(buffer, bytes));
    return outputs.get(name).limit(bytes);
  }

  private static ByteBuffer atLeast(ByteBuffer buffer, int bytes) {
    return (buffer.capacity() >= bytes ? buffer : ByteBuffer.allocateDirect(bytes)).clear();
  }
}
