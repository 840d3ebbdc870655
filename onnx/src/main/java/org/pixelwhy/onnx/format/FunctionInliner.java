package org.pixelwhy.onnx.format;

/** Replaces calls of a model's own functions by the nodes of the function. */
final class FunctionInliner {
  private FunctionInliner() {}

  /** Operator of a node or function; functions of one name are told apart by their overload. */
  static String operator(String name, String overload) {
    return overload.isEmpty() ? name : name + ":" + overload;
  }
}
