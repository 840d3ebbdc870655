package org.pixelwhy.onnx.graph;

import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.pixelwhy.tensor.Text;

/**
 * Names the node that does not fit its operator.
 *
 * <p>Whatever rewrites a node relies on what the standard says of its inputs and attributes. A file
 * that was damaged, or made to do damage, keeps to none of it, in more ways than can be checked
 * before: a rank too small, an axis that is not there, a count of zero. Then arithmetic and indices
 * fail, and that is the file's fault.
 */
public final class Misfit {
  private Misfit() {}

  /**
   * What the work gives.
   *
   * @throws GraphException if the work fails at what the node is
   */
  public static <T> T guard(Node node, Supplier<T> work) {
    try {
      return work.get();
    } catch (IndexOutOfBoundsException
        | ArithmeticException
        | IllegalArgumentException
        | NegativeArraySizeException
        | ClassCastException
        | NoSuchElementException e) {
      throw new GraphException(
          Text.format(
              "%s does not fit its operator (%s); the file is damaged, export the model again",
              node, e.getMessage()),
          e);
    }
  }

  /** Does the work, as {@link #guard}. */
  public static void guard(Node node, Runnable work) {
    guard(
        node,
        () -> {
          work.run();
          return null;
        });
  }
}
