package org.pixelwhy.model.run;

import java.util.function.Supplier;
import org.pixelwhy.onnx.runtime.Program;

/**
 * A program that is compiled when it is used, and may be closed in between to make room for others.
 */
final class LazyProgram implements AutoCloseable {
  private final GradientShelf shelf;
  private final long bytes;
  private final Supplier<Program> compile;
  private Program program;

  /**
   * @param shelf makes room for it
   * @param bytes about how many it takes while it is open
   */
  LazyProgram(GradientShelf shelf, long bytes, Supplier<Program> compile) {
    this.shelf = shelf;
    this.bytes = bytes;
    this.compile = compile;
  }

  /** The program; it stays open until the next one is asked for at least. */
  Program get() {
    if (program == null) {
      shelf.makeRoom(bytes);
      program = compile.get();
    }
    shelf.used(this);
    return program;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    if (program != null) {
      shelf.closed(this);
      program.close();
      program = null;
    }
  }
}
