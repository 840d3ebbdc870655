package org.pixelwhy.onnx.format.upgrade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operator;
import org.pixelwhy.onnx.operator.Operator.Passage;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** What opsets after 21 added computes the same after it was put in terms of opset 21. */
@ExtendWith(EngineExtension.class)
class NewerOperatorsTest {
  private static UpgradeCheck check(Engine engine, String op) {
    return new UpgradeCheck(engine, op);
  }

  @Test
  void swish(Engine engine) {
    check(engine, "Swish").normal(2, 3).agrees(24);
    check(engine, "Swish").normal(2, 3).with("alpha", 1.7f).agrees(24);
  }

  @Test
  void swiGluWhichTheRuntimeDoesNotKnow(Engine engine) {
    Graph graph =
        Upgrader.upgrade(check(engine, "SwiGLU").normal(2).normal(2).with("alpha", 0.5f).graph(28));
    Tensor a = Tensor.of(new float[] {-1, 2}, 2);
    Tensor b = Tensor.of(new float[] {3, 4}, 2);
    try (Program program = engine.compile(graph)) {
      float[] y = program.run(Map.of("in0", a, "in1", b)).get("out0").toFloats();
      float[] expected = {(float) (-3 / (1 + Math.exp(0.5))), (float) (8 / (1 + Math.exp(-1)))};
      assertArrayEquals(expected, y, 1e-6f);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 2})
  void rmsNormalization(long axis, Engine engine) {
    long[] scale = axis == 1 ? new long[] {3, 4} : new long[] {4};
    UpgradeCheck check = check(engine, "RMSNormalization").with("axis", axis).with("epsilon", 0.1f);
    check.normal(2, 3, 4).normal(scale).agrees(23, 26);
    check(engine, "RMSNormalization").normal(2, 3, 4).normal(4).agrees(23, 26);
  }

  @Test
  void rmsNormalizationOverSeveralAxesWithFewerScales(Engine engine) {
    check(engine, "RMSNormalization").with("axis", 1).normal(2, 3, 4).normal(4).agrees(23, 26);
    check(engine, "RMSNormalization").with("axis", 2).normal(2, 3, 4).normal(1).agrees(23, 26);
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "1,0,0", "2,0,0", "-2,0,0", "1,1,0", "1,0,1", "-1,1,1"})
  void cumulativeProducts(int axis, long exclusive, long reverse, Engine engine) {
    check(engine, "CumProd")
        .normal(3, 4, 2)
        .constant(Tensor.scalar(DataType.INT64, axis))
        .with("exclusive", exclusive)
        .with("reverse", reverse)
        .agrees(26);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "0,4", "1,4"})
  void rotaryEmbeddingOfSeparateHeads(long interleaved, long turned, Engine engine) {
    long half = turned == 0 ? 4 : turned / 2;
    check(engine, "RotaryEmbedding")
        .normal(2, 3, 5, 8)
        .normal(2, 5, half)
        .normal(2, 5, half)
        .with("interleaved", interleaved)
        .with("rotary_embedding_dim", turned)
        .with("num_heads", turned == 0 ? 0 : 3)
        .agrees(23, 26);
  }

  @Test
  void rotaryEmbeddingOfJoinedHeadsAtGivenPositions(Engine engine) {
    check(engine, "RotaryEmbedding")
        .normal(2, 3, 16)
        .normal(10, 4)
        .normal(10, 4)
        .feed(Tensor.of(new long[] {0, 1, 2, 7, 8, 9}, 2, 3))
        .with("num_heads", 2)
        .agrees(23, 26);
  }

  @Test
  void attentionOfSeparateHeads(Engine engine) {
    attention(engine, 2).agrees(23, 26);
    attention(engine, 2).with("scale", 0.3f).with("softcap", 2f).agrees(23, 26);
    attention(engine, 2).ofUnknownRank().agrees(23, 26);
  }

  private static UpgradeCheck attention(Engine engine, long heads) {
    return check(engine, "Attention")
        .normal(2, heads, 5, 4)
        .normal(2, heads, 6, 4)
        .normal(2, heads, 6, 3);
  }

  @Test
  void attentionWithMasksOfConditionsAndOfNumbers(Engine engine) {
    float[] some = new float[30];
    for (int i = 0; i < some.length; i++) {
      some[i] = i % 3 == 0 ? 0 : 1;
    }
    Tensor condition = Tensor.of(some, 5, 6).as(DataType.BOOL);
    attention(engine, 2).feed(condition).agrees(23, 26);
    attention(engine, 2).constant(condition).agrees(23, 26);
    attention(engine, 2).normal(2, 1, 5, 6).agrees(23, 26);
  }

  @Test
  void causalAttention(Engine engine) {
    check(engine, "Attention")
        .normal(1, 2, 5, 4)
        .normal(1, 2, 5, 4)
        .normal(1, 2, 5, 4)
        .with("is_causal", 1)
        .agrees(23, 26);
  }

  @Test
  void attentionOfJoinedHeadsSomeOfWhichShareKeys(Engine engine) {
    for (long keyHeads : List.of(4L, 2L, 1L)) {
      check(engine, "Attention")
          .normal(2, 5, 16)
          .normal(2, 6, 4 * keyHeads)
          .normal(2, 6, 3 * keyHeads)
          .with("q_num_heads", 4)
          .with("kv_num_heads", keyHeads)
          .agrees(23, 26);
    }
    check(engine, "Attention")
        .normal(2, 4, 5, 4)
        .normal(2, 2, 6, 4)
        .normal(2, 2, 6, 3)
        .agrees(23, 26);
  }

  @Test
  void whatLanguageModelsKeepInMemoryIsRefused(Engine engine) {
    UpgradeCheck cached = attention(engine, 2).absent().normal(2, 2, 3, 4).normal(2, 2, 3, 3);
    assertRefused("memory", cached.graph(24));
    UpgradeCheck window = attention(engine, 2).with("left_window_size", 2);
    assertRefused("memory", window.graph(25));
  }

  @Test
  void whatHasNoEquivalentIsRefusedWithTheReason(Engine engine) {
    for (Operator operator : Operators.all()) {
      boolean newer = operator.opsets().first() > Upgrader.OPSET && !operator.name().contains(".");
      boolean lowered =
          operator.isDifferentiable() || operator.gradient().passage() == Passage.BECOMES;
      if (newer && !lowered) {
        Graph graph = check(engine, operator.name()).normal(2, 2).graph(28);
        assertRefused(operator.gradient().note(), graph);
      }
    }
  }

  @Test
  void noOperatorOfANewerOpsetIsLeft(Engine engine) {
    for (String op : List.of("Swish", "RMSNormalization")) {
      Graph graph = Upgrader.upgrade(check(engine, op).normal(2, 2).normal(2).graph(24));
      List<String> ops = graph.nodes().stream().map(Node::op).toList();
      assertTrue(!ops.contains(op), ops::toString);
      assertEquals(Upgrader.OPSET, graph.opset());
    }
  }

  private static void assertRefused(String expected, Graph graph) {
    InputException refusal = assertThrows(InputException.class, () -> Upgrader.upgrade(graph));
    assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
  }
}
