package org.pixelwhy.onnx.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

class GraphBuilderTest {
  private static final Value X = Value.of("x", DataType.FLOAT, 3);

  private static Node node(String op, String output, String... inputs) {
    return Node.of(op, List.of(inputs), List.of(output), Map.of());
  }

  private static GraphBuilder builder() {
    return Graph.builder("g", 21).input(X);
  }

  private static List<String> operators(Graph graph) {
    return graph.nodes().stream().map(Node::op).toList();
  }

  @Test
  void sortsNodesWhateverTheOrderInWhichTheyWereAdded() {
    Graph graph =
        builder()
            .add(node("Third", "c", "a", "b"))
            .add(node("Second", "b", "a"))
            .add(node("First", "a", "x"))
            .tap("c")
            .build();
    assertEquals(List.of("First", "Second", "Third"), operators(graph));
  }

  @Test
  void keepsTheOrderOfNodesThatIsAlreadyRight() {
    Graph graph =
        builder()
            .add(node("A", "a", "x"))
            .add(node("B", "b", "x"))
            .add(node("C", "c", "x"))
            .tap("c")
            .build();
    assertEquals(List.of("A", "B", "C"), operators(graph));
  }

  @Test
  void sortsAChainOfTenThousandNodesAddedBackwards() {
    GraphBuilder builder = builder();
    int length = 10_000;
    for (int i = length; i > 0; i--) {
      builder.add(node("Relu", "t" + i, i == 1 ? "x" : "t" + (i - 1)));
    }
    Graph graph = builder.tap("t" + length).prune().build();
    assertEquals(length, graph.nodes().size());
    assertEquals("t1", graph.nodes().get(0).output(0));
    assertEquals("t" + length, graph.nodes().get(length - 1).output(0));
    assertEquals(length + 1, graph.ancestors(Set.of("t" + length)).size());
  }

  @Test
  void namesTheNodeWhoseInputNothingMakes() {
    GraphBuilder builder = builder().add(node("Add", "y", "x", "nowhere")).tap("y");
    GraphException refused = assertThrows(GraphException.class, builder::build);
    assertEquals(
        "Add node that makes 'y' reads 'nowhere', which is no input, no initializer and no node's"
            + " output",
        refused.getMessage());
  }

  @Test
  void namesANodeOfACycle() {
    GraphBuilder builder =
        builder()
            .add(node("Add", "a", "x", "c"))
            .add(node("Relu", "b", "a"))
            .add(node("Tanh", "c", "b"))
            .tap("c");
    GraphException refused = assertThrows(GraphException.class, builder::build);
    assertTrue(refused.getMessage().startsWith("the graph has a cycle:"), refused.getMessage());
    assertTrue(refused.getMessage().contains("node that makes 'b'"), refused.getMessage());
  }

  @Test
  void aNodeThatReadsItselfIsACycle() {
    GraphBuilder builder = builder().add(node("Relu", "a", "a")).tap("a");
    GraphException refused = assertThrows(GraphException.class, builder::build);
    assertTrue(refused.getMessage().startsWith("the graph has a cycle:"), refused.getMessage());
  }

  @Test
  void aNodeReadByManyIsNoCycle() {
    GraphBuilder builder = builder().add(node("Relu", "a0", "x"));
    for (int i = 1; i <= 60; i++) {
      builder.add(node("Add", "a" + i, "a" + (i - 1), "a" + (i - 1)));
    }
    assertEquals(61, builder.tap("a60").build().nodes().size());
  }

  @Test
  void refusesANameThatIsTaken() {
    GraphBuilder builder = builder().add(node("Relu", "y", "x"));
    String expected = "the name '%s' is used twice: it cannot also be made by %s";
    assertRefused(
        expected.formatted("y", "Tanh node that makes 'y'"),
        () -> builder.add(node("Tanh", "y", "x")));
    assertRefused(
        expected.formatted("y", "initializer 'y'"),
        () -> builder.initializer("y", Tensor.vector(1)));
    assertRefused(expected.formatted("x", "input 'x'"), () -> builder.input(X));
    assertRefused("output 'y' is declared twice", () -> builder.output(X).output(X), "x");
  }

  private static void assertRefused(String message, Runnable action, String... insteadOfY) {
    GraphException refused = assertThrows(GraphException.class, action::run);
    String expected = insteadOfY.length == 0 ? message : message.replace("'y'", "'x'");
    assertEquals(expected, refused.getMessage());
  }

  @Test
  void refusesAnOutputThatNothingMakes() {
    GraphBuilder builder = builder().tap("nothing");
    assertRefused("output 'nothing' of graph 'g' is made by no node", builder::build);
  }

  @Test
  void refusesToReplaceOrRemoveWhatIsNotThere() {
    GraphBuilder builder = builder();
    assertRefused(
        "there is no initializer 'w' to replace",
        () -> builder.replaceInitializer("w", Tensor.vector(1)));
    assertRefused("there is no input 'z' to remove", () -> builder.removeInput("z"));
    assertRefused(
        "there is no input 'z' to declare again",
        () -> builder.redeclare(Value.of("z", DataType.FLOAT)));
    assertRefused(
        "the graph has no Relu node that makes 'y'", () -> builder.remove(node("Relu", "y", "x")));
  }

  @Test
  void pruningDropsWhatNoOutputNeedsAndFreesItsNames() {
    GraphBuilder builder =
        builder()
            .initializer("used", Tensor.vector(1))
            .initializer("unused", Tensor.vector(2))
            .add(node("Add", "y", "x", "used"))
            .add(node("Relu", "side", "x"))
            .tap("y")
            .prune();
    Graph graph = builder.build();
    assertEquals(List.of("Add"), operators(graph));
    assertEquals(List.of("used"), List.copyOf(graph.initializers().keySet()));
    assertEquals(List.of("x"), graph.inputNames());
    assertEquals(2, builder.add(node("Tanh", "side", "x")).tap("side").build().nodes().size());
  }

  @Test
  void rewiringLetsReadersReadAnotherTensor() {
    Graph graph =
        builder()
            .add(node("Relu", "a", "x"))
            .add(node("Add", "y", "a", "a"))
            .add(node("Tanh", "b", "x"))
            .tap("y")
            .rewire("a", "b")
            .build();
    Node reader = graph.producer("y").orElseThrow();
    assertEquals(List.of("b", "b"), reader.inputs());
    assertEquals(List.of(), graph.consumers("a"));
    assertEquals(List.of(reader), graph.consumers("b"));
  }

  @Test
  void cuttingTurnsATensorIntoAnInput() {
    Graph graph =
        builder()
            .add(node("Relu", "a", "x"))
            .add(node("Tanh", "y", "a"))
            .tap("y")
            .build()
            .edit()
            .cut(Value.of("a", DataType.FLOAT, 3))
            .prune()
            .build();
    assertEquals(List.of("x", "a"), graph.inputNames());
    assertEquals(List.of("Tanh"), operators(graph));
  }

  @Test
  void tappingMakesATensorAnOutputOnce() {
    Graph graph = builder().add(node("Relu", "a", "x")).tap("a").tap("a").tap("x").build();
    assertEquals(List.of("a", "x"), graph.outputNames());
  }

  @Test
  void replacingANodeKeepsItsReaders() {
    Graph graph =
        builder().add(node("Relu", "a", "x")).add(node("Tanh", "y", "a")).tap("y").build();
    Node relu = graph.producer("a").orElseThrow();
    Graph edited =
        graph
            .edit()
            .replace(relu, List.of(node("Abs", "inner", "x"), node("Neg", "a", "inner")))
            .build();
    assertEquals(List.of("Abs", "Neg", "Tanh"), operators(edited));
    assertEquals(List.of("Relu", "Tanh"), operators(graph), "the original is unchanged");
  }

  @Test
  void freshNamesAvoidThoseInUse() {
    GraphBuilder builder = builder().add(node("Relu", "Relu_1", "x"));
    assertEquals("Relu_2", builder.add("Relu", List.of("x"), Map.of()));
    assertEquals("w_1", builder.constant("w", Tensor.vector(1)));
    assertEquals("w_2", builder.constant("w", Tensor.vector(1)));
  }

  @Test
  void saysWhichAttributeHasTheWrongType() {
    Node node = node("Conv", "y", "x").with("group", Attribute.of("two"));
    GraphException refused =
        assertThrows(GraphException.class, () -> node.intAttribute("group", 1));
    assertEquals(
        "attribute 'group' of Conv node that makes 'y': expected IntValue, found StringValue",
        refused.getMessage());
    assertEquals(1, node.without("group").intAttribute("group", 1));
  }

  @Test
  void descendantsAndAncestorsFollowThePathsBetweenTensors() {
    Graph graph =
        builder()
            .initializer("w", Tensor.vector(1))
            .add(node("Relu", "a", "x"))
            .add(node("Mul", "b", "a", "w"))
            .add(node("Tanh", "side", "x"))
            .tap("b")
            .tap("side")
            .build();
    assertEquals(Set.of("a", "b"), graph.descendants(Set.of("a")));
    assertEquals(Set.of("b", "a", "w", "x"), graph.ancestors(Set.of("b")));
  }

  @Test
  void whatASubgraphCapturesCountsAsRead() {
    Graph body = Graph.builder("then", 21).add(node("Relu", "inner", "a")).tap("inner").buildBody();
    Graph graph =
        Graph.builder("g", 21)
            .input(X)
            .input(Value.of("condition", DataType.BOOL))
            .add(
                Node.of(
                    "If",
                    List.of("condition"),
                    List.of("y"),
                    Map.of(
                        "then_branch", Attribute.from(body), "else_branch", Attribute.from(body))))
            .add(node("Abs", "a", "x"))
            .tap("y")
            .prune()
            .build();
    assertEquals(List.of("Abs", "If"), operators(graph));
    assertEquals(List.of("If"), graph.consumers("a").stream().map(Node::op).toList());
  }

  @Test
  void freshNamesBeginWithThePrefix() {
    GraphBuilder builder = Graph.builder("prefixed", 21).prefix("part/");
    assertEquals("part/Add_1", builder.fresh("Add"));
    assertEquals("part/Add_2", builder.fresh("Add"));
  }
}
