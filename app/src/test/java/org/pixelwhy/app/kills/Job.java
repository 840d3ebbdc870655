package org.pixelwhy.app.kills;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is killed: a command that takes some seconds, and the file that it goes on from. */
enum Job {
  TRAIN("checkpoint.state", true) {
    @Override
    List<String> command(Path inputs) {
      return List.of(
          "train",
          "--data=testnet:10",
          "--unet=depth=2,channels=2",
          "--size=24",
          "--epochs=40",
          "--lr=1e-2");
    }
  },
  RISE(".rise-1.progress", true) {
    @Override
    List<String> command(Path inputs) {
      return List.of(
          "explain",
          "--model=" + inputs.resolve("testnet.onnx"),
          "--image=" + inputs.resolve("testnet.png"),
          "--target=class",
          "--method=rise",
          "--option=masks=4000");
    }
  },
  IMAGES("result.json", false) {
    @Override
    List<String> command(Path inputs) {
      return List.of(
          "explain",
          "--model=" + inputs.resolve("testnet.onnx"),
          "--image=" + inputs.resolve("images"),
          "--target=class",
          "--method=saliency",
          "--method=grad-cam");
    }
  };

  private final String progress;
  private final boolean resumes;

  Job(String progress, boolean resumes) {
    this.progress = progress;
    this.resumes = resumes;
  }

  /** The name of the file that the command goes on from. */
  String progress() {
    return progress;
  }

  /** Whether the command goes on where it was killed; else it starts anew. */
  boolean resumes() {
    return resumes;
  }

  /**
   * The command line but for the folder of its output.
   *
   * @param inputs where model and images are
   */
  abstract List<String> command(Path inputs);

  /** The whole command line. */
  List<String> arguments(Path inputs, Path out, boolean again) {
    List<String> all = new ArrayList<>(command(inputs));
    all.add("--out=" + out);
    if (again && resumes) {
      all.add("--resume");
    }
    return all;
  }
}
