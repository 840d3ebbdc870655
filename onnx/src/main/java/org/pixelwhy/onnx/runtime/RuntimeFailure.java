package org.pixelwhy.onnx.runtime;

/** ONNX Runtime failed at something that a valid graph and valid inputs should not cause. */
public class RuntimeFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RuntimeFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
