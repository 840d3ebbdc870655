package org.pixelwhy.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.PngWriter;
import org.pixelwhy.study.demo.Demo;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.RequestJson;
import org.pixelwhy.tensor.Text;

/**
 * Images that were made, the shipped network, and a request about them, in a folder.
 *
 * @param request about all images, as one machine answers it
 */
record DataSet(Path folder, ExplainRequest request) {
  private static final long SEED = 17;

  static DataSet of(Path folder, int images, List<String> methods, List<String> scores)
      throws IOException {
    ExplainRequest demo = Demo.prepare(folder.resolve("demo"));
    Path pictures = Files.createDirectories(folder.resolve("images"));
    Testnet testnet = new Testnet(SEED);
    for (int i = 0; i < images; i++) {
      Image image = testnet.sample(i).sample().image();
      Files.write(pictures.resolve(Text.format("image-%03d.png", i)), png(image));
    }
    ExplainRequest request =
        new ExplainRequest(
            demo.model(),
            IntStream.range(0, images)
                .mapToObj(i -> pictures.resolve(Text.format("image-%03d.png", i)))
                .map(ImageSource::of)
                .toList(),
            demo.question(),
            methods,
            scores,
            new Method.Settings(List.of("auto"), 0),
            demo.sizing().size());
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
