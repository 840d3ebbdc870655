/** Differentiable ONNX: graphs as data, their files, gradients, and running them. */
module org.pixelwhy.onnx {
  requires transitive org.pixelwhy.tensor;
  requires com.google.protobuf;
  requires com.microsoft.onnxruntime;
  requires java.management;
  requires jdk.management;
  requires org.tribuo.util.onnx;

  exports org.pixelwhy.onnx.autodiff;
  exports org.pixelwhy.onnx.format;
  exports org.pixelwhy.onnx.graph;
  exports org.pixelwhy.onnx.runtime;

  // Not promised to anybody else.
  exports org.pixelwhy.onnx.autodiff.rule to
      org.pixelwhy;
  exports org.pixelwhy.onnx.blocked to
      org.pixelwhy;
  exports org.pixelwhy.onnx.cost to
      org.pixelwhy;
  exports org.pixelwhy.onnx.operator to
      org.pixelwhy;
  exports org.pixelwhy.onnx.precision to
      org.pixelwhy;
  exports org.pixelwhy.onnx.raise to
      org.pixelwhy;
  exports org.pixelwhy.onnx.temporary to
      org.pixelwhy,
      org.pixelwhy.server;
  exports org.pixelwhy.onnx.window to
      org.pixelwhy;
  exports org.pixelwhy.onnx.window.rule to
      org.pixelwhy;
}
