/** Typed arrays of numbers, and what is said about input that cannot be used. */
module org.pixelwhy.tensor {
  exports org.pixelwhy.tensor;
  exports org.pixelwhy.tensor.digest to
      org.pixelwhy,
      org.pixelwhy.onnx,
      org.pixelwhy.server;
}
