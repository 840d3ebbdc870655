package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.Shape;

/**
 * Gradient programs that stay open for later questions while memory allows: where a new one would
 * exceed it, those are closed first that nobody uses and that were used longest ago, then backward
 * halves of passes that are in use, which are compiled again if they are asked for again. A forward
 * half in use stays, and the backward half that runs: so one explanation may exceed the memory, but
 * not all of them together.
 *
 * <p>ONNX Runtime keeps what a program has once needed until the program is closed. Bytes are
 * estimated: each open program's copy of the weights, what a forward pass saves (twice beside a
 * reference), and as much as that without a reference for each open backward half.
 */
final class GradientShelf implements AutoCloseable {
  private final long memory;
  private final Consumer<GradientPrograms> beforeClosing;
  private final List<Entry> entries = new ArrayList<>();

  /** Backward halves that are open; the one that was used last is the last. */
  private final List<LazyProgram> halves = new ArrayList<>();

  private long clock;

  private static final class Entry {
    private final Shape input;
    private final GradientPrograms programs;
    private final long bytes;
    private int users;
    private long used;

    Entry(Shape input, GradientPrograms programs, long bytes) {
      this.input = input;
      this.programs = programs;
      this.bytes = bytes;
    }
  }

  /**
   * @param memory bytes that all programs together may take
   * @param beforeClosing hears of programs that are about to be closed
   */
  GradientShelf(long memory, Consumer<GradientPrograms> beforeClosing) {
    this.memory = memory;
    this.beforeClosing = beforeClosing;
  }

  /** About how many bytes the forward half for some requests takes. */
  static long forwardBytes(TypedGraph typed, List<GradientRequest> requests) {
    int passes = GradientPrograms.compares(requests) ? 2 : 1;
    return typed.constantBytes() + typed.totalBytes() * passes;
  }

  /** About how many bytes a backward half takes. */
  static long halfBytes(TypedGraph typed) {
    return typed.constantBytes() + typed.totalBytes();
  }

  /** About how many bytes a forward half takes that saves little. */
  static long recomputingBytes(TypedGraph typed) {
    return typed.constantBytes() + typed.peakBytes();
  }

  /** Whether programs of so many bytes fit beside nothing else. */
  boolean fits(long bytes) {
    return bytes <= memory;
  }

  /** Programs on the shelf that serve some requests. */
  Optional<GradientPrograms> find(Shape input, List<GradientRequest> requests) {
    Optional<Entry> found =
        entries.stream()
            .filter(entry -> entry.input.equals(input) && entry.programs.serve(requests))
            .findFirst();
    found.ifPresent(entry -> entry.used = ++clock);
    return found.map(entry -> entry.programs);
  }

  /** Closes what nobody uses until there is room for so many bytes, or nothing is left to close. */
  void makeRoom(long bytes) {
    while (held() + bytes > memory) {
      Optional<Entry> idle =
          entries.stream()
              .filter(entry -> entry.users == 0)
              .min(Comparator.comparingLong(entry -> entry.used));
      if (idle.isPresent()) {
        entries.remove(idle.get());
        close(idle.get());
      } else if (!halves.isEmpty()) {
        halves.get(0).close();
      } else {
        return;
      }
    }
  }

  /** About how many bytes all that is open takes. */
  long held() {
    return entries.stream().mapToLong(entry -> entry.bytes).sum()
        + halves.stream().mapToLong(LazyProgram::bytes).sum();
  }

  /** Hears that a backward half is open and used now. */
  void used(LazyProgram half) {
    halves.remove(half);
    halves.add(half);
  }

  /** Hears that a backward half is closed. */
  void closed(LazyProgram half) {
    halves.remove(half);
  }

  /** Closes programs that nobody uses any more. */
  void discard(GradientPrograms programs) {
    entry(programs)
        .filter(entry -> entry.users == 0)
        .ifPresent(
            entry -> {
              entries.remove(entry);
              close(entry);
            });
  }

  /**
   * Puts programs on the shelf, unused.
   *
   * @param bytes of the forward half
   */
  void add(Shape input, GradientPrograms programs, long bytes) {
    Entry entry = new Entry(input, programs, bytes);
    entry.used = ++clock;
    entries.add(entry);
  }

  /** Keeps programs open until they are released. */
  void use(GradientPrograms programs) {
    entry(programs).ifPresent(entry -> entry.users++);
  }

  void release(GradientPrograms programs) {
    entry(programs).ifPresent(entry -> entry.users--);
  }

  private Optional<Entry> entry(GradientPrograms programs) {
    return entries.stream().filter(entry -> entry.programs == programs).findFirst();
  }

  private void close(Entry entry) {
    beforeClosing.accept(entry.programs);
    entry.programs.close();
  }

  @Override
  public void close() {
    entries.forEach(this::close);
    entries.clear();
  }
}
