package org.pixelwhy.onnx.format;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Tensors whose data lie in files beside the model; nothing outside its folder is read. */
final class ExternalData {
  private final Path folder;

  private ExternalData(Path folder) {
    this.folder = folder;
  }

  static ExternalData beside(Path model) {
    return new ExternalData(model.toAbsolutePath().normalize().getParent());
  }

  static ExternalData none() {
    return new ExternalData(null);
  }

  /** The files that hold data of a message's tensors, wherever in it these are. */
  Set<Path> files(Message message) {
    Set<Path> files = new LinkedHashSet<>();
    collect(message, files);
    return files;
  }

  private void collect(Message message, Set<Path> files) {
    if (message instanceof TensorProto tensor
        && tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      files.add(locate(tensor.getName(), entries(tensor).getOrDefault("location", "")));
      return;
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getKey().getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      } else if (field.getValue() instanceof List<?> several) {
        several.forEach(one -> collect((Message) one, files));
      } else {
        collect((Message) field.getValue(), files);
      }
    }
  }

  private static Map<String, String> entries(TensorProto proto) {
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : proto.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    return entries;
  }

  Tensor read(TensorProto proto, DataType type, Shape shape) {
    Map<String, String> entries = entries(proto);
    String location = entries.getOrDefault("location", "");
    Path file = locate(proto.getName(), location);
    long expected = shape.size() * type.bytes();
    long offset = number(proto, "offset", entries.getOrDefault("offset", "0"));
    long length = number(proto, "length", entries.getOrDefault("length", "" + expected));
    if (length != expected) {
      throw new InputException(
          Text.format(
                  "tensor '%s' of type %s and shape %s needs %d bytes, its entry in '%s' has %d; ",
                  proto.getName(), type, shape, expected, location, length)
              + "export the model again");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      if (offset > channel.size() - expected) {
        throw new InputException(
            Text.format(
                    "external data file '%s' has %d bytes, tensor '%s' needs bytes %d to %d; ",
                    location, channel.size(), proto.getName(), offset, offset + expected)
                + "copy or download the file again");
      }
      return Tensor.of(type, shape, read(channel, offset, Tensor.allocate(type, shape)));
    } catch (IOException e) {
      throw new InputException(
          Text.format("external data file '%s' cannot be read: %s", location, e.getMessage()), e);
    }
  }

  private static ByteBuffer read(FileChannel channel, long offset, ByteBuffer bytes)
      throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private static long number(TensorProto proto, String key, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a negative number.
    }
    throw new InputException(
        Text.format(
            "tensor '%s': its external data has %s '%s', expected a whole number of bytes",
            proto.getName(), key, text));
  }

  private Path locate(String tensor, String location) {
    if (folder == null) {
      throw new InputException(
          Text.format(
              "the data of tensor '%s' lie in the file '%s'; read the model from its path instead",
              tensor, location));
    }
    try {
      Path file = folder.resolve(location).normalize();
      if (Path.of(location).isAbsolute() || !file.startsWith(folder) || file.equals(folder)) {
        throw outside(tensor, location);
      } else if (!Files.isRegularFile(file)) {
        throw new InputException(
            Text.format(
                    "the data of tensor '%s' should lie in the file '%s', which does not exist; ",
                    tensor, location)
                + "put it beside the model");
      } else if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw outside(tensor, location);
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      throw new InputException(
          Text.format(
              "the data of tensor '%s' should lie in '%s', which is no usable file name",
              tensor, location),
          e);
    }
  }

  private static InputException outside(String tensor, String location) {
    return new InputException(
        Text.format(
                "the data of tensor '%s' should lie in '%s', which is outside the model's folder; ",
                tensor, location)
            + "only files beside the model are read");
  }
}
