package org.pixelwhy.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.ChannelOrder;
import org.pixelwhy.model.PartialCard;
import org.pixelwhy.model.Scale;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.ResultFiles.Content;

/** The shipped example: a network made by hand and an image made from a seed. */
public final class Demo {
  private static final int SIZE = 256;

  private Demo() {}

  /** Writes the example's model and image into a folder, and gives the request to explain them. */
  public static ExplainRequest prepare(Path folder) {
    Image image = BlobImage.of(SIZE, SIZE, 7);
    ResultFiles.write(
        folder,
        Map.of(
            "blob-detector.onnx", Content.of(OnnxWriter.toBytes(BlobDetector.graph())),
            "blobs.png", Content.of(Picture.of(image))));
    PartialCard card =
        new PartialCard.Builder()
            .channels(ChannelOrder.GREY)
            .preprocessing(List.of(new Scale(List.of(1 / 255.0), List.of(0.0))))
            .classNames(List.of("blob"))
            .build();
    return new ExplainRequest(
        new ModelSource(folder.resolve("blob-detector.onnx"), Optional.empty(), card),
        List.of(folder.resolve("blobs.png")),
        QuestionSpec.of("object"),
        List.of("saliency", "grad-cam"),
        new Method.Settings(List.of("smooth.relu"), 0),
        Optional.empty());
  }
}
