package org.pixelwhy.study.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.GivenInput;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.card.Quantised;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

/** Requests that say together something else than by default with every field. */
final class RequestExamples {
  private RequestExamples() {}

  static List<ExplainRequest> all(Path folder) throws IOException {
    return List.of(
        plain(folder),
        ofManyImages(folder),
        ofOneImage(folder),
        inTiles(folder),
        inOneSize(folder));
  }

  /** Says nothing that need not be said. */
  static ExplainRequest plain(Path folder) {
    return new ExplainRequest(
        ModelSource.of(folder.resolve("net.onnx")),
        List.of(ImageSource.of(folder.resolve("a.png"))),
        QuestionSpec.of("class"),
        List.of("saliency"),
        new Method.Settings(List.of("auto"), 0),
        Optional.empty());
  }

  private static ExplainRequest inTiles(Path folder) {
    return plain(folder)
        .sized(new Sizing.InTiles(Optional.of(new Size(256, 512)), OptionalInt.of(64)));
  }

  /** Of the only size that the network takes. */
  private static ExplainRequest inOneSize(Path folder) {
    return plain(folder).sized(new Sizing.InTiles(Optional.empty(), OptionalInt.empty()));
  }

  static ExplainRequest ofManyImages(Path folder) throws IOException {
    PartialCard stated =
        new PartialCard.Builder()
            .inputLayout(Layout.NHWC)
            .size(InputSize.multipleOf(16, 2))
            .channels(ChannelOrder.BGR)
            .preprocessing(
                List.of(
                    new Scale(1 / 255.0, -0.1),
                    new MeanStd(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)),
                    new Clip(Double.NEGATIVE_INFINITY, 2)))
            .outputLayout(Layout.NHWC)
            .activation(Activation.SOFTMAX)
            .classNames(List.of("no", "12", "nucleus"))
            .background(OptionalInt.of(0))
            .output("mask[1]")
            .quantised(Quantised.STRAIGHT_THROUGH)
            .build();
    Path baseline = Files.writeString(folder.resolve("baseline.png"), "");
    return new ExplainRequest(
        new ModelSource(
            folder.resolve("unet.onnx"),
            Optional.of(folder.resolve("card.yaml")),
            stated,
            Map.of("time", new GivenInput.Number(0.1), "flag", new GivenInput.Number(-2))),
        List.of(
            ImageSource.of(folder.resolve("a: b,1.png")),
            ImageSource.of(folder.resolve("input.npy")),
            ImageSource.of(folder.resolve("other.npy")),
            new ImageSource.Slices(
                folder.resolve("ct.nii"), Plane.CORONAL, 3, 3, OptionalInt.of(1)),
            new ImageSource.Slices(folder.resolve("mr.nii"), Plane.AXIAL, 4),
            new ImageSource.Filled(ImageSource.of(folder.resolve("b.tif")), 0.5),
            new ImageSource.Filled(ImageSource.of(folder.resolve("c.tif")), 0)),
        new QuestionSpec(
            Stream.of("class:nucleus", "pixel:3,4", "region:" + folder.resolve("m:1.png") + ":12")
                .map(TargetCatalogue::parse)
                .toList(),
            Reduction.SUM,
            OutputSpace.PROBABILITIES),
        List.of("rise", "integrated-gradients", "lrp"),
        List.of("infidelity"),
        new Method.Settings(
            List.of("conv1", "conv2"),
            Long.MAX_VALUE,
            Method.Border.EXACT,
            GivenOptions.parse(
                List.of("rise.masks=7", "lrp.epsilon=0.25", "baseline=" + baseline, "steps=3")),
            new RunOptions(
                OptionalLong.of(5L << 30),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(folder.resolve("masks.npy")),
                OptionalDouble.of(0.05),
                Optional.empty())),
        Optional.of(new Size(48, 64)),
        OnBadImage.STOP);
  }

  /** With what suits no more than one image. */
  static ExplainRequest ofOneImage(Path folder) throws IOException {
    return new ExplainRequest(
        new ModelSource(
            folder.resolve("net.onnx"),
            Optional.empty(),
            PartialCard.EMPTY,
            Map.of("prior", array(folder, "prior.npy", 1), "scan", array(folder, "scan.npy", 2))),
        List.of(ImageSource.of(folder.resolve("a.png"))),
        QuestionSpec.of("class"),
        List.of("rise", "hausdorff-masks"),
        new Method.Settings(
            List.of("auto"),
            0,
            Method.Border.FAST,
            GivenOptions.NONE,
            new RunOptions(
                OptionalLong.empty(),
                Optional.empty(),
                false,
                Optional.of(folder.resolve("drawn.npy")),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(folder.resolve("truth.png")))),
        Optional.of(new Size(32, 40)));
  }

  private static GivenInput array(Path folder, String name, float value) throws IOException {
    Path file = folder.resolve(name);
    Npy.write(file, Tensor.of(new float[] {value, 0.5f}, 1, 2));
    return ModelSource.input(file.toString());
  }
}
