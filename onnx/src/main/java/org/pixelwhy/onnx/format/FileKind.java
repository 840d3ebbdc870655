package org.pixelwhy.onnx.format;

import java.nio.charset.StandardCharsets;
import org.pixelwhy.tensor.InputException;

/** Recognises files that are commonly mistaken for ONNX files. */
enum FileKind {
  PNG("\u0089PNG", "a PNG image"),
  JPEG("\u00ff\u00d8\u00ff", "a JPEG image"),
  GZIP("\u001f\u008b", "a gzip file; unpack it first"),
  ZIP(
      "PK\u0003\u0004",
      "a zip archive, perhaps a PyTorch or Keras model; unpack it or export it to ONNX"),
  HDF5("\u0089HDF", "an HDF5 file, perhaps a Keras model; convert it with tf2onnx"),
  GIT_LFS("version https://git-lfs", "a Git LFS pointer; fetch the file with 'git lfs pull'"),
  HTML("<!DOCTYPE", "a web page; download the file again"),
  XML("<?xml", "an XML file");

  private final byte[] start;
  private final String description;

  FileKind(String start, String description) {
    this.start = start.getBytes(StandardCharsets.ISO_8859_1);
    this.description = description;
  }

  /**
   * Checks how a file starts.
   *
   * @throws InputException if it is empty or starts like one of these kinds
   */
  static void requirePlausible(byte[] content) {
    if (content.length == 0) {
      throw new InputException("the file is empty; export or download it again");
    }
    for (FileKind kind : values()) {
      if (kind.matches(content)) {
        throw new InputException("expected an ONNX model, found " + kind.description);
      }
    }
  }

  private boolean matches(byte[] content) {
    for (int i = 0; i < start.length; i++) {
      if (i >= content.length || content[i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
