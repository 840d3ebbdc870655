package org.pixelwhy.onnx.runtime;

/** Where programs run. */
public enum Device {
  CPU,
  /** An NVIDIA GPU; needs the build profile {@code cuda}. */
  CUDA
}
