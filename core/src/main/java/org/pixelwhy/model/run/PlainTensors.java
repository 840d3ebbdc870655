package org.pixelwhy.model.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;

/**
 * The plain tensors of what a forward pass saved in blocked layout, for windows and batches of
 * seeds, which read plain ones. Made when they are first asked for.
 */
final class PlainTensors implements AutoCloseable {
  private final Optional<LazyProgram> program;
  private NativeTensors made;

  /**
   * @param program makes them; empty if everything was saved in plain layout
   */
  PlainTensors(Optional<LazyProgram> program) {
    this.program = program;
  }

  /** What is given, and the plain tensors of it. */
  Map<String, NativeTensor> with(Map<String, NativeTensor> given) {
    if (made == null && program.isPresent()) {
      made = program.get().get().call(given);
    }
    Map<String, NativeTensor> all = new LinkedHashMap<>(given);
    if (made != null) {
      all.putAll(made.asMap());
    }
    return all;
  }

  @Override
  public void close() {
    if (made != null) {
      made.close();
      made = null;
    }
  }
}
