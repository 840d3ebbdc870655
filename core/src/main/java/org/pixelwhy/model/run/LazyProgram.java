package org.pixelwhy.model.run;

import java.util.function.Supplier;
import org.pixelwhy.onnx.runtime.Program;

/** A program that is compiled when it is first used. */
final class LazyProgram implements AutoCloseable {
  private final Supplier<Program> compile;
  private Program program;

  LazyProgram(Supplier<Program> compile) {
    this.compile = compile;
  }

  Program get() {
    program = program == null ? compile.get() : program;
    return program;
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
      program = null;
    }
  }
}
