package org.pixelwhy.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pixelwhy.SharedData;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.ZeroMeanUnitVariance;
import org.pixelwhy.study.request.ModelSource;

/** Networks that others have trained, with a fitting picture; tests skip where they are absent. */
enum RealModel {
  /** A U-Net for nuclei as a bioimage.io package; gives logits. */
  NUCLEI_PACKAGE("nuclei-bioimageio", true),
  /** The same as a bare file with a Sigmoid at the end. */
  NUCLEI_FILE("nuclei-unet2d/weights.onnx", true),
  /** SINet, a portrait segmenter. */
  PORTRAIT("portrait-sinet/SINet.onnx", false),
  /** A selfie segmenter, channels last. */
  SELFIE("selfie/selfie_segmentation_landscape.onnx", false);

  private final String file;
  private final boolean nuclei;

  RealModel(String file, boolean nuclei) {
    this.file = file;
    this.nuclei = nuclei;
  }

  ModelSource source() {
    return new ModelSource(SharedData.require("models/" + file), Optional.empty(), card());
  }

  private PartialCard card() {
    PartialCard.Builder card = new PartialCard.Builder();
    return switch (this) {
      case NUCLEI_PACKAGE -> card.build();
      case NUCLEI_FILE -> card.preprocessing(List.of(new ZeroMeanUnitVariance(true, 1e-6))).build();
      case PORTRAIT ->
          card.channels(ChannelOrder.BGR)
              .activation(Activation.LOGITS)
              .preprocessing(
                  List.of(
                      new Scale(
                          List.of(1 / 255.0),
                          List.of(-102.890434 / 255, -111.25247 / 255, -126.91212 / 255))))
              .build();
      case SELFIE -> card.build();
    };
  }

  /** A picture of what the network is for. */
  Path picture() {
    return nuclei
        ? firstPicture(SharedData.require("nuclei-dsb2018"))
        : SharedData.require("models/selfie/Test.jpg");
  }

  private static Path firstPicture(Path folder) {
    try (Stream<Path> samples = Files.list(folder)) {
      Path first = samples.filter(Files::isDirectory).sorted().findFirst().orElseThrow();
      return first.resolve("images").resolve(first.getFileName() + ".png");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
