package org.pixelwhy.study.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
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
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;

class RequestJsonTest {
  @TempDir Path folder;

  private Path write(ExplainRequest request, Path file) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    RequestJson.write(json, request, file.getParent());
    Files.createDirectories(file.getParent());
    return Files.writeString(file, json.toPrettyString());
  }

  /** Every field says something else than by default. */
  private ExplainRequest full() throws IOException {
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
            .build();
    Path baseline = Files.writeString(folder.resolve("baseline.png"), "");
    return new ExplainRequest(
        new ModelSource(
            folder.resolve("net.onnx"),
            Optional.of(folder.resolve("card.yaml")),
            stated,
            Map.of("time", new GivenInput.Number(0.1))),
        List.of(
            ImageSource.of(folder.resolve("a: b,1.png")),
            ImageSource.of(folder.resolve("input.npy")),
            new ImageSource.Slices(
                folder.resolve("ct.nii"), Plane.CORONAL, 3, 3, OptionalInt.of(1)),
            new ImageSource.Filled(ImageSource.of(folder.resolve("b.tif")), 0.5)),
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

  @Test
  void aRequestComesBackWithAllItsFields() throws IOException {
    ExplainRequest request = full();
    assertEquals(request, RequestReader.read(write(request, folder.resolve("out/request.json"))));
  }

  @Test
  void whatWasGivenByARelativePathIsNamedFromTheFilesFolder() throws IOException {
    ExplainRequest request =
        new ExplainRequest(
            ModelSource.of(Path.of("nets/net.onnx")),
            List.of(ImageSource.of(Path.of("a.png"))),
            QuestionSpec.of("region:mask.png"),
            List.of("saliency"),
            new Method.Settings(List.of("auto"), 0),
            Optional.empty());
    ObjectNode json = new ObjectMapper().createObjectNode();
    RequestJson.write(json, request, Path.of("results/one"));
    assertEquals("../../nets/net.onnx", json.get("model").asText());
    assertEquals("../../a.png", json.at("/images/0").asText());
    assertEquals("region:../../mask.png", json.at("/targets/0").asText());
    Path moved = Files.createDirectories(folder.resolve("x/results/one"));
    Path file = Files.writeString(moved.resolve("request.json"), json.toString());
    assertEquals(folder.resolve("x/nets/net.onnx"), RequestReader.read(file).model().file());
  }

  @Test
  void unknownKeysAndFormatsAreRefusedWithTheNearestName() throws IOException {
    Path file = write(full(), folder.resolve("request.json"));
    String text = Files.readString(file);
    for (String[] wrong :
        List.of(
            new String[] {"\"methods\"", "\"metods\"", "'methods'"},
            new String[] {"pixelwhy-request/1", "pixelwhy-request/9", "pixelwhy-request/1"},
            new String[] {"\"sum\"", "\"summ\"", "'sum'"},
            new String[] {"{", "[", "not valid JSON"})) {
      Files.writeString(file, text.replace(wrong[0], wrong[1]));
      InputException e = assertThrows(InputException.class, () -> RequestReader.read(file));
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      assertTrue(e.getMessage().contains(wrong[2]), e.getMessage());
    }
  }
}
