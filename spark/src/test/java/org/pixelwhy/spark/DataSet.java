package org.pixelwhy.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.PngWriter;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.study.demo.Demo;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.study.request.RequestJson;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/**
 * Images that were made, a network, and a request about them, in a folder.
 *
 * @param request about all images, as one machine answers it
 */
record DataSet(Path folder, ExplainRequest request) {
  private static final long SEED = 17;

  /** Of the images of noise. */
  private static final int SIDE = 32;

  /** The shipped network, and images as it was trained on. */
  static DataSet of(Path folder, int images, List<String> methods, List<String> scores)
      throws IOException {
    ExplainRequest demo = Demo.prepare(folder.resolve("demo"));
    Testnet testnet = new Testnet(SEED);
    List<ImageSource> pictures = pictures(folder, images, i -> testnet.sample(i).sample().image());
    return of(
        folder,
        new ExplainRequest(
            demo.model(),
            pictures,
            demo.question(),
            methods,
            scores,
            new Method.Settings(List.of("auto"), 0),
            demo.sizing().size()));
  }

  /** A small network that learned nothing, asked about the middle of images of noise. */
  static DataSet small(Path folder, int images, List<String> methods) throws IOException {
    Path model = folder.resolve("small.onnx");
    UNetOptions options = UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1);
    OnnxWriter.write(UNet.graph(options, SEED), model);
    Random random = new Random(SEED);
    List<ImageSource> pictures = pictures(folder, images, i -> noise(random));
    return of(
        folder,
        new ExplainRequest(
            new ModelSource(model, Optional.empty(), PartialCard.EMPTY),
            pictures,
            QuestionSpec.of("pixel:" + SIDE / 2 + "," + SIDE / 2),
            methods,
            List.of(),
            new Method.Settings(List.of("auto"), 0),
            Optional.empty()));
  }

  private static Image noise(Random random) {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new Image(1, SIDE, SIDE, values, 255);
  }

  private static List<ImageSource> pictures(Path folder, int count, IntFunction<Image> images)
      throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("images"));
    List<ImageSource> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = pictures.resolve(Text.format("image-%03d.png", i));
      Files.write(file, png(images.apply(i)));
      sources.add(ImageSource.of(file));
    }
    return sources;
  }

  private static DataSet of(Path folder, ExplainRequest request) throws IOException {
    DataSet made = new DataSet(folder, request);
    ObjectNode json = new ObjectMapper().createObjectNode();
    RequestJson.write(json, request, folder);
    json.remove("images");
    Files.writeString(made.requestFile(), json.toString());
    return made;
  }

  private static byte[] png(Image image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < image.width() * image.height(); i++) {
      int grey = Math.round(image.values()[i]);
      picture.getRaster().setSample(i % image.width(), i / image.width(), 0, grey);
    }
    return PngWriter.bytes(picture);
  }

  Path requestFile() {
    return folder.resolve("request.json");
  }

  Path images() {
    return folder.resolve("images");
  }
}
