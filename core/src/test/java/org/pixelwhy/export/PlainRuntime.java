package org.pixelwhy.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a file's bytes in ONNX Runtime alone, as somebody without this library would. */
public record PlainRuntime(
    Map<String, float[]> values, Map<String, long[]> shapes, Map<String, String> properties) {
  /** The outputs for these inputs, of the shapes that the file declares. */
  public static PlainRuntime run(byte[] file, Map<String, float[]> inputs) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(file, options)) {
        for (Map.Entry<String, float[]> input : inputs.entrySet()) {
          TensorInfo info = (TensorInfo) session.getInputInfo().get(input.getKey()).getInfo();
          FloatBuffer values = FloatBuffer.wrap(input.getValue());
          feeds.put(input.getKey(), OnnxTensor.createTensor(environment, values, info.getShape()));
        }
        try (OrtSession.Result result = session.run(feeds)) {
          return read(result, session.getMetadata().getCustomMetadata());
        }
      }
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  private static PlainRuntime read(OrtSession.Result result, Map<String, String> properties) {
    Map<String, float[]> values = new LinkedHashMap<>();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    result.forEach(
        entry -> {
          OnnxTensor tensor = (OnnxTensor) entry.getValue();
          shapes.put(entry.getKey(), tensor.getInfo().getShape());
          values.put(entry.getKey(), floats(tensor));
        });
    return new PlainRuntime(values, shapes, properties);
  }

  private static float[] floats(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    if (buffer != null) {
      float[] values = new float[buffer.remaining()];
      buffer.get(values);
      return values;
    }
    var whole = tensor.getLongBuffer();
    float[] values = new float[whole.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = whole.get(i);
    }
    return values;
  }
}
