package org.pixelwhy.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  @Test
  void aSlipOfTheKeyboardFindsTheName() {
    List<String> known = List.of("saliency", "grad-cam", "rise");
    assertEquals(" Did you mean 'saliency'?", NearestNames.suggest("salliency", known));
    assertEquals(" Did you mean 'grad-cam'?", NearestNames.suggest("GradCAM", known));
  }

  @Test
  void aSwapOfNeighboursIsOneEdit() {
    assertEquals(
        " Did you mean 'pixel'?", NearestNames.suggest("pixle", List.of("border", "pixel")));
    assertEquals(
        " Did you mean 'image'?", NearestNames.suggest("miage", List.of("object", "image")));
    assertEquals(
        " There is: abcd.", NearestNames.suggest("badc", List.of("abcd")), "two swaps are two");
  }

  @Test
  void theNearestComesFirst() {
    List<String> known = List.of("conv12", "conv1", "conv2", "relu");
    assertEquals(
        " Did you mean 'conv1' or 'conv12' or 'conv2'?", NearestNames.suggest("conv1x", known));
  }

  @Test
  void aPartOfALongNameFindsIt() {
    assertEquals(
        " Did you mean '/decoder/block4/Relu_output_0'?",
        NearestNames.suggest("block4", List.of("/decoder/block4/Relu_output_0", "input")));
  }

  @Test
  void whereNothingIsAlikeAllAreListed() {
    assertEquals(" There is: a1, b22.", NearestNames.suggest("qqqqqq", List.of("a1", "b22")));
    assertEquals(" There is none.", NearestNames.suggest("x", List.of()));
  }

  @Test
  void aLongListIsCut() {
    List<String> many = IntStream.range(100, 130).mapToObj(i -> "layer" + i).toList();
    String suggestion = NearestNames.suggest("q", many);
    assertEquals(
        " There is: layer100, layer101, layer102, layer103, layer104, layer105, layer106, layer107,"
            + " layer108, layer109, layer110, layer111 and 18 more.",
        suggestion);
  }
}
