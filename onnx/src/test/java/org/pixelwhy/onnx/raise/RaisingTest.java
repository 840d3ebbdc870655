package org.pixelwhy.onnx.raise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class RaisingTest {
  private static final Tensor IMAGE = noise(3, 2, 6, 4, 5);

  private static Tensor noise(long seed, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextGaussian());
    }
    return Tensor.of(values, dims);
  }

  private static GraphBuilder image() {
    return Graph.builder("parts", 21)
        .input(Value.of("x", DataType.FLOAT, IMAGE.shape().dims()))
        .initializer("half", number(0.5f))
        .initializer("one", number(1))
        .initializer("two", number(2))
        .initializer("three", number(3))
        .initializer("six", number(6))
        .initializer("zero", number(0))
        .initializer("minus_half", number(-0.5f))
        .initializer("root", number((float) Math.sqrt(2)))
        .initializer("cubic", number(0.044715f))
        .initializer("tanh", number((float) Math.sqrt(2 / Math.PI)))
        .initializer("epsilon", number(1e-3f))
        .initializer("last", Tensor.vector(-1))
        .initializer("pixels", Tensor.vector(2, 3))
        .initializer("channels", Tensor.vector(1))
        .initializer("scale", noise(5, 6, 1, 1))
        .initializer("shift", noise(6, 1, 6, 1, 1))
        .initializer("gain", noise(7, 5))
        .initializer("bias", noise(8, 5));
  }

  private static Tensor number(float value) {
    return Tensor.of(new float[] {value});
  }

  /** Nodes "output = Op input input", separated by semicolons. */
  private static Graph graph(GraphBuilder builder, String nodes) {
    String last = "";
    for (String line : nodes.split(";")) {
      String[] words = line.strip().split("\\s+");
      last = words[0];
      List<String> inputs = List.of(words).subList(3, words.length);
      builder.add(Node.of(words[2], inputs, List.of(last), Map.of()));
    }
    return builder.outputs(List.of(last)).prune().build();
  }

  private static Graph raise(Engine engine, Graph graph) {
    TypedGraph evidence = new ShapeProbe(engine).probe(graph, Map.of());
    return Raising.of(graph, evidence);
  }

  private static void assertRaised(Engine engine, String operators, Graph graph) {
    Graph raised = raise(engine, graph);
    List<String> found = raised.nodes().stream().map(Node::op).toList();
    assertEquals(List.of(operators.split(" ")), found);
    assertEquals(graph.outputNames(), raised.outputNames());
    try (Program before = engine.compile(graph);
        Program after = engine.compile(raised)) {
      float[] expected = before.run(Map.of("x", IMAGE)).values().iterator().next().toFloats();
      float[] values = after.run(Map.of("x", IMAGE)).values().iterator().next().toFloats();
      assertArrayEquals(expected, values, 2e-5f);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Gelu | d = Div x root; e = Erf d; a = Add e one; m = Mul x a; y = Mul m half",
        "Gelu | h = Mul half x; d = Div x root; e = Erf d; a = Add one e; y = Mul h a",
        "Gelu | p = Pow x three; c = Mul p cubic; s = Add x c; t = Mul s tanh; h = Tanh t;"
            + " a = Add h one; m = Mul x a; y = Mul m half",
        "HardSwish | a = Add x three; c = Clip a zero six; m = Mul x c; y = Div m six",
        "HardSwish | a = Add x three; r = Relu a; c = Min r six; d = Div c six; y = Mul x d",
        "HardSigmoid | a = Add x three; c = Clip a zero six; y = Div c six",
        "Mish | p = Softplus x; t = Tanh p; y = Mul x t",
        "Mish | e = Exp x; a = Add e one; l = Log a; t = Tanh l; y = Mul t x",
        "Softsign | a = Abs x; b = Add a one; y = Div x b",
        "Softsign | a = Abs x; b = Add one a; r = Reciprocal b; y = Mul r x",
        "Softplus | e = Exp x; a = Add one e; y = Log a",
        "Sigmoid | n = Neg x; e = Exp n; a = Add e one; y = Div one a",
        "Relu | y = Max x zero",
        "Clip | m = Max zero x; y = Min m six",
        "Neg Gelu | n = Neg x; d = Div n root; e = Erf d; a = Add e one; m = Mul n a;"
            + " y = Mul m half"
      })
  void activationsAreRecognisedByTheirValues(String operators, String nodes, Engine engine) {
    assertRaised(engine, operators.strip(), graph(image(), nodes));
  }

  @ParameterizedTest
  @CsvSource({
    "s = Sigmoid x; y = Mul x s",
    "m = Max x zero; y = Min m three",
    "r = Relu x; y = Relu r",
    "d = Div x two; e = Erf d; a = Add e one; m = Mul x a; y = Mul m half"
  })
  void whatIsNoOperatorStaysAsItIs(String nodes, Engine engine) {
    Graph graph = graph(image(), nodes);
    assertSame(graph.nodes().size(), raise(engine, graph).nodes().size());
  }

  @Test
  void whatElseIsReadOfAPartStays(Engine engine) {
    Graph graph =
        graph(
            image(),
            "d = Div x root; e = Erf d; a = Add e one; m = Mul x a; g = Mul m half; y = Add g e");
    assertEquals(graph.nodes(), raise(engine, graph).nodes());
  }

  private static final String CENTRED =
      "m = ReduceMean x AXES; c = Sub x m; q = Pow c two; v = ReduceMean q AXES;"
          + " w = Add v epsilon; ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LayerNormalization | last | s = Sqrt w; n = Div c s; g = Mul n gain; y = Add g bias",
        "LayerNormalization | last | s = Sqrt w; r = Reciprocal s; n = Mul r c; y = Mul gain n",
        "LayerNormalization | last | r = Pow w minus_half; n = Mul c r; g = Mul n gain;"
            + " y = Add bias g",
        "InstanceNormalization | pixels | s = Pow w half; n = Div c s; g = Mul scale n;"
            + " y = Add g shift",
        "InstanceNormalization | pixels | s = Sqrt w; r = Div one s; n = Mul c r; y = Add n shift",
        "Transpose LayerNormalization Transpose | channels | s = Sqrt w; n = Div c s;"
            + " g = Mul n scale; y = Add g shift"
      })
  void normalizationsAreRecognisedByTheirNodes(
      String operators, String axes, String nodes, Engine engine) {
    String all = CENTRED.replace("AXES", axes.strip()) + nodes;
    assertRaised(engine, operators.strip(), graph(image(), all));
  }

  @Test
  void aDifferenceThatIsWrittenTwiceIsOne(Engine engine) {
    String nodes =
        "m = ReduceMean x last; c = Sub x m; b = Sub x m; q = Mul b b; v = ReduceMean q last;"
            + " w = Add v epsilon; s = Sqrt w; n = Div c s; g = Mul n gain; y = Add g bias";
    assertRaised(engine, "LayerNormalization", graph(image(), nodes));
  }

  @Test
  void groupsBetweenTwoReshapesAreAGroupNormalization(Engine engine) {
    GraphBuilder builder =
        image()
            .initializer("there", Tensor.vector(0, 3, -1))
            .initializer("ones", noise(9, 3))
            .initializer("zeros", noise(10, 3));
    String nodes =
        "r = Reshape x there; i = InstanceNormalization r ones zeros; z = Shape x;"
            + " b = Reshape i z; g = Mul b scale; y = Add g shift";
    assertRaised(engine, "GroupNormalization", graph(builder, nodes));
  }

  @Test
  void groupsOfManyNodesAreAGroupNormalization(Engine engine) {
    GraphBuilder builder = image().initializer("there", Tensor.vector(0, 3, -1));
    String nodes =
        "r = Reshape x there; "
            + CENTRED.replace("AXES", "last").replace(" x ", " r ")
            + "s = Sqrt w; n = Div c s; z = Shape x; b = Reshape n z; g = Mul b scale;"
            + " y = Add g shift";
    assertRaised(engine, "GroupNormalization", graph(builder, nodes));
  }

  @Test
  void padsAlongSomeAxesBecomePadsAlongAll(Engine engine) {
    Map<String, Attribute> edge = Map.of("mode", Attribute.of("edge"));
    GraphBuilder builder = image().initializer("pads", Tensor.vector(1, 2));
    builder.add(Node.of("Pad", List.of("x", "pads", "", "last"), List.of("y"), edge));
    Graph graph = builder.outputs(List.of("y")).prune().build();
    assertRaised(engine, "Pad", graph);
    Node pad = raise(engine, graph).nodes().get(0);
    assertEquals(2, pad.inputs().size());
    assertTrue(pad.has("mode"));
  }
}
