package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes models whose weights lie in a file of their own. */
public final class ExternalWeights {
  private ExternalWeights() {}

  /**
   * Writes a model anew, its weights beside it.
   *
   * @param location of the weights, from the new model's folder
   */
  public static void split(Path model, Path into, String location) throws IOException {
    ModelProto.Builder proto = ModelProto.parseFrom(Files.readAllBytes(model)).toBuilder();
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    for (TensorProto.Builder tensor : proto.getGraphBuilder().getInitializerBuilderList()) {
      ByteString data = tensor.getRawData();
      if (data.isEmpty()) {
        continue;
      }
      tensor
          .clearRawData()
          .setDataLocation(TensorProto.DataLocation.EXTERNAL)
          .addExternalData(entry("location", location))
          .addExternalData(entry("offset", "" + weights.size()))
          .addExternalData(entry("length", "" + data.size()));
      data.writeTo(weights);
    }
    Path file = into.resolveSibling(location);
    Files.createDirectories(file.getParent());
    Files.write(file, weights.toByteArray());
    Files.write(into, proto.build().toByteArray());
  }

  private static StringStringEntryProto.Builder entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value);
  }
}
