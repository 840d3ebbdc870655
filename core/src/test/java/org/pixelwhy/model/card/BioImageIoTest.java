package org.pixelwhy.model.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.tensor.InputException;

class BioImageIoTest {
  private static final String OLD =
      """
      format_version: 0.4.9
      type: model
      inputs:
      - name: raw
        axes: bcyx
        shape: {min: [1, 3, 64, 64], step: [0, 0, 16, 32]}
        preprocessing:
        - name: scale_range
          kwargs: {mode: per_sample, axes: cxy, min_percentile: 1.0, max_percentile: 99.8}
        - name: scale_linear
          kwargs: {axes: yx, gain: [1.0, 2.0, 3.0], offset: 0.5}
        - name: zero_mean_unit_variance
          kwargs: {mode: fixed, axes: yx, mean: [[[1]], [[2]], [[3]]], std: [2, 2, 2], eps: 1e-3}
        - name: clip
          kwargs: {min: -1, max: 1}
        - name: binarize
          kwargs: {threshold: 0.5}
      outputs:
      - name: probability
        axes: byxc
        shape: {reference_tensor: raw, scale: [1, 1, 1, 1], offset: [0, 0, 0, 0]}
        postprocessing:
        - name: sigmoid
        - name: scale_mean_variance
          kwargs: {mode: per_sample, reference_tensor: raw}
      test_inputs: [in.npy]
      test_outputs: ["https://example.com/files/out.npy"]
      weights:
        onnx: {source: ./w.onnx, opset_version: 12}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name : List.of("w.onnx", "in.npy", "out.npy")) {
      Files.writeString(folder.resolve(name), "");
    }
  }

  private BioImageIoPackage read(String yaml) throws IOException {
    Files.writeString(folder.resolve("rdf.yaml"), yaml);
    return BioImageIo.read(folder);
  }

  private String refused(String yaml) {
    return assertThrows(InputException.class, () -> read(yaml)).getMessage();
  }

  @Test
  void theRealPackageIsUnderstood() {
    Path folder = SharedData.require("models/nuclei-bioimageio");
    BioImageIoPackage found = BioImageIo.read(folder);
    PartialCard expected =
        new PartialCard.Builder()
            .inputLayout(Layout.NCHW)
            .size(InputSize.fixed(512, 512))
            .channels(ChannelOrder.GREY)
            .preprocessing(List.of(new ZeroMeanUnitVariance(true, 1e-6)))
            .outputLayout(Layout.NCHW)
            .activation(Activation.LOGITS)
            .classNames(List.of("probability"))
            .build();
    assertEquals(expected, found.card());
    assertEquals("weights.onnx", found.weights().getFileName().toString());
    assertEquals("test_input.npy", found.testInput().orElseThrow().getFileName().toString());
    assertEquals("test_output.npy", found.testOutput().orElseThrow().getFileName().toString());
    assertEquals(List.of(new SigmoidStep()), found.postprocessing());
    assertEquals(List.of(), found.notes());
    assertEquals(found, BioImageIo.read(folder.resolve("bioimageio.yaml")));
  }

  @Test
  void theRealPackagesPreprocessingGivesZeroMeanAndUnitVariance() {
    BioImageIoPackage found = BioImageIo.read(SharedData.require("models/nuclei-bioimageio"));
    Image input = ImageReader.read(found.testInput().orElseThrow());
    float[] values = Step.applyAll(found.card().preprocessing().orElseThrow(), input.values(), 1);
    double mean = 0;
    for (float value : values) {
      mean += value / (double) values.length;
    }
    double variance = 0;
    for (float value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    // numpy: the input's mean is 256.11497497558594, its deviation 208.874120254118.
    double deviation = 208.874120254118;
    assertEquals(0, mean, 1e-7);
    assertEquals(deviation / (deviation + 1e-6), Math.sqrt(variance), 1e-7);
    double first = (input.values()[0] - 256.11497497558594) / (deviation + 1e-6);
    assertEquals(first, values[0], 1e-6);
  }

  @Test
  void theOlderRealDescriptionIsUnderstood() {
    BioImageIoPackage found = BioImageIo.read(SharedData.require("models/nuclei-unet2d"));
    assertEquals(Optional.of(InputSize.fixed(512, 512)), found.card().size());
    assertEquals(Optional.of(ChannelOrder.GREY), found.card().channels());
    assertEquals(
        Optional.of(List.of(new ZeroMeanUnitVariance(true, 1e-6))), found.card().preprocessing());
    assertEquals(Optional.empty(), found.card().activation());
    assertTrue(found.testInput().isPresent() && found.testOutput().isPresent());
  }

  @Test
  void format04IsUnderstood() throws IOException {
    BioImageIoPackage found = read(OLD);
    assertEquals(Optional.of(Layout.NHWC), found.card().outputLayout());
    assertEquals(
        Optional.of(
            new InputSize(List.of(new AxisSize.Stepped(64, 16), new AxisSize.Stepped(64, 32)))),
        found.card().size());
    assertEquals(
        Optional.of(
            List.of(
                new ScaleRange(false, 1, 99.8, 1e-6),
                new Scale(List.of(1.0, 2.0, 3.0), List.of(0.5)),
                new MeanStd(List.of(1.0, 2.0, 3.0), List.of(2.001, 2.001, 2.001)),
                new Clip(-1, 1),
                new Binarize(List.of(0.5)))),
        found.card().preprocessing());
    assertEquals(List.of(new SigmoidStep()), found.postprocessing());
    assertTrue(found.notes().get(0).contains("scale_mean_variance"), found.notes().toString());
    assertEquals("out.npy", found.testOutput().orElseThrow().getFileName().toString());
  }

  @Test
  void format05WithStepsBetweenSizesIsUnderstood() throws IOException {
    BioImageIoPackage found =
        read(
            """
            format_version: 0.5.0
            inputs:
            - id: raw
              axes:
              - {type: batch}
              - {type: space, id: y, size: {min: 32, step: 16}}
              - {type: space, id: x, size: {min: 32, step: 16}}
              - {type: channel, channel_names: [r, g, b]}
              preprocessing:
              - {id: fixed_zero_mean_unit_variance,
                 kwargs: {axis: channel, mean: [1, 2, 3], std: [4, 5, 6]}}
              - {id: zero_mean_unit_variance, kwargs: {axes: [channel, x, y]}}
              - {id: scale_range, kwargs: {}}
            outputs:
            - id: out
              axes:
              - {type: batch}
              - {type: channel, channel_names: [bg, cell]}
              - {type: space, id: y, size: {tensor_id: raw, axis_id: y}}
              - {type: space, id: x, size: {tensor_id: raw, axis_id: x}}
              postprocessing: [{id: softmax, kwargs: {axis: channel}}]
              test_tensor: {source: missing.npy}
            weights: {onnx: {source: w.onnx}}
            """);
    assertEquals(Optional.of(Layout.NHWC), found.card().inputLayout());
    assertEquals(Optional.of(List.of("bg", "cell")), found.card().classNames());
    assertEquals(Optional.of(Activation.LOGITS), found.card().activation());
    assertEquals(
        List.of(
            new MeanStd(List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 6.0)),
            new ZeroMeanUnitVariance(false, 1e-6),
            new ScaleRange(false, 0, 100, 1e-6)),
        found.card().preprocessing().orElseThrow());
    assertEquals(List.of("the test tensor missing.npy is missing"), found.notes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "./w.onnx | ../../etc/passwd | leads out of the package's folder",
        "./w.onnx | /etc/passwd | leads out of the package's folder",
        "./w.onnx | a/../../w.onnx | leads out of the package's folder",
        "in.npy | ../in.npy | leads out of the package's folder",
        "./w.onnx | https://example.com/w2.onnx | not in the package's folder",
        "onnx: {source: ./w.onnx | torchscript: {source: x | only torchscript",
        "0.4.9 | 0.2.1 | format 0.2.1 is not supported",
        "0.4.9 | 0.6.0 | format 0.6.0 is not supported",
        "type: model | type: dataset | describes a dataset",
        "axes: bcyx | axes: bcyxt | has 4 numbers for the 5 axes",
        "axes: byxc | axes: xyz | axes 'xyz' are not supported",
        "scale_range | scale_rang | Did you mean 'scale_range'",
        "axes: cxy | axes: cx | statistics along",
        "name: clip | nam: clip | inputs[0].preprocessing[3]: 'name' is missing",
      })
  void whatCannotBeUsedIsRefused(String original, String replacement, String message)
      throws IOException {
    String yaml = OLD.replace(original, replacement);
    String found = refused(yaml);
    assertTrue(found.contains("rdf.yaml: ") && found.contains(message), found);
  }

  @Test
  void aLinkOutOfTheFolderIsRefused() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.createSymbolicLink(inside.resolve("w.onnx"), folder.resolve("w.onnx"));
    Files.writeString(inside.resolve("rdf.yaml"), OLD);
    InputException e = assertThrows(InputException.class, () -> BioImageIo.read(inside));
    assertTrue(e.getMessage().contains("leads out"), e.getMessage());
  }

  @Test
  void aFolderWithoutADescriptionIsRefused() {
    InputException e = assertThrows(InputException.class, () -> BioImageIo.read(folder));
    assertTrue(e.getMessage().contains("bioimageio.yaml"), e.getMessage());
    assertArrayEquals(new Object[0], PartialCard.EMPTY.classNames().stream().toArray());
  }

  @Test
  void theDescriptionAloneIsACardToo() throws IOException {
    Path description = folder.resolve("bioimageio.yaml");
    Files.writeString(description, OLD);
    PartialCard packaged = BioImageIo.read(folder).card();
    Files.delete(folder.resolve("w.onnx"));
    assertEquals(packaged, ModelCardYaml.read(description));
    assertEquals(packaged, ModelCardYaml.read(folder));
  }
}
