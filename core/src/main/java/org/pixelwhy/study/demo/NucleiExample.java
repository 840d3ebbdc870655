package org.pixelwhy.study.demo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;

/**
 * The shipped example of a real image: nuclei under the microscope, and a U-Net that PixelWhy
 * trained on nine other images of the same set.
 *
 * <p>Image: BBBC038v1 of the Broad Bioimage Collection (Caicedo et al. 2019, Nature Methods 16),
 * CC0; a part, grey and brightened. Nobody knows what the right explanation is.
 */
public final class NucleiExample {
  /** The network's file. */
  public static final String MODEL = "nuclei.onnx";

  /** The image's file. */
  public static final String IMAGE = "cells.png";

  private static final List<String> METHODS = List.of("saliency", "guided-backprop", "lrp");

  private NucleiExample() {}

  /** Writes network and image into a folder, and gives the request to explain them. */
  public static ExplainRequest prepare(Path folder) {
    Map<String, Content> files = new LinkedHashMap<>();
    files.put(MODEL, Content.of(Demo.resource(MODEL)));
    files.put(IMAGE, Content.of(Demo.resource(IMAGE)));
    ResultFiles.write(folder, files);
    return new ExplainRequest(
        new ModelSource(folder.resolve(MODEL), Optional.empty(), PartialCard.EMPTY),
        List.of(ImageSource.of(folder.resolve(IMAGE))),
        QuestionSpec.of("border", "pixel:58,55"),
        METHODS,
        new Method.Settings(List.of("auto"), 0),
        Optional.empty());
  }
}
