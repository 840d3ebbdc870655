package org.pixelwhy.server;

import static org.pixelwhy.server.OnnxBytes.FLOAT;
import static org.pixelwhy.server.OnnxBytes.constant;
import static org.pixelwhy.server.OnnxBytes.elsewhere;
import static org.pixelwhy.server.OnnxBytes.file;
import static org.pixelwhy.server.OnnxBytes.graph;
import static org.pixelwhy.server.OnnxBytes.node;
import static org.pixelwhy.server.OnnxBytes.scalar;
import static org.pixelwhy.server.OnnxBytes.values;
import static org.pixelwhy.server.OnnxBytes.whole;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.pixelwhy.tensor.Text;

/** Networks that are none, or were made to do harm; all are refused when they are opened. */
final class AbusedModels {
  private AbusedModels() {}

  static List<Abuse> cases() {
    List<Abuse> cases = new ArrayList<>();
    files(cases);
    graphs(cases);
    claims(cases);
    elsewhereCases(cases);
    deep(cases);
    large(cases);
    return cases;
  }

  private static OnnxBytes relu() {
    return node("Relu", "x", "y");
  }

  private static void files(List<Abuse> cases) {
    byte[] whole = file(graph(relu()));
    byte[] noise = new byte[4096];
    new Random(1).nextBytes(noise);
    add(cases, "an empty network", new byte[0], "nothing was sent");
    add(cases, "a network of one byte", new byte[] {8}, "net.onnx");
    add(cases, "a network of noise", noise, "net.onnx");
    add(cases, "a network of zeros", new byte[1 << 16], "net.onnx");
    for (int tenths : new int[] {1, 5, 9}) {
      byte[] cut = Arrays.copyOf(whole, whole.length * tenths / 10);
      add(cases, "a network cut after " + tenths + " tenths", cut, "net.onnx");
    }
    for (String text :
        new String[] {
          "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
          "%PDF-1.7\n1 0 obj <</S/JavaScript/JS(app.alert(1))>>",
          "#!/bin/sh\nrm -rf /\n",
          "\u0080\u0004\u0095cposix\nsystem\n(S'id'\ntR."
        }) {
      String start = text.substring(0, 4).replaceAll("\\p{C}|\u0080", "");
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      add(cases, "a text as a network: " + start, bytes, "net.onnx");
    }
    for (HostileImages.Kind kind : HostileImages.Kind.values()) {
      add(cases, kind + " renamed to a network", HostileImages.small(kind), "net.onnx");
    }
  }

  private static void add(List<Abuse> cases, String name, byte[] bytes, String part) {
    cases.add(Abuse.model(name, bytes, part));
  }

  private static void graphs(List<Abuse> cases) {
    OnnxBytes noOutput =
        new OnnxBytes().text(2, "g").message(1, relu()).message(11, values("x", FLOAT, 1, 1, 9, 9));
    add(cases, "a network without outputs", file(noOutput), "output");
    OnnxBytes noInput =
        new OnnxBytes()
            .text(2, "g")
            .message(1, node("Relu", "w", "y"))
            .message(5, scalar("w", 1))
            .message(12, values("y", FLOAT, 1, 1, 1, 1));
    add(cases, "a network without inputs", file(noInput), "input");
    add(cases, "a network without nodes", file(graph()), "y");
    add(cases, "a file without a graph", new OnnxBytes().number(1, 8).done(), "net.onnx");
    add(cases, "an operator that nobody knows", file(graph(node("Evil", "x", "y"))), "Evil");
    OnnxBytes foreign = relu().text(7, "com.evil");
    add(cases, "an operator of another domain", file(graph(foreign)), "com.evil");
    OnnxBytes python = node("PythonOp", "x", "y").text(7, "ai.onnx.contrib");
    add(cases, "an operator that runs Python", file(graph(python)), "PythonOp");
    add(cases, "two nodes that feed each other", file(cycle()), "net.onnx");
    add(cases, "a node that feeds itself", file(graph(node("Add", "x,y", "y"))), "net.onnx");
    add(cases, "two nodes that write one value", file(graph(relu(), relu())), "y");
    add(cases, "a node that writes the input", file(graph(relu(), node("Relu", "y", "x"))), "x");
    OnnxBytes twice = graph(node("Add", "x,w", "y")).weight(scalar("w", 1)).weight(scalar("w", 2));
    add(cases, "two weights of one name", file(twice), "w");
    add(cases, "a value that nobody makes", file(graph(node("Add", "x,z", "y"))), "z");
    add(cases, "an opset of the future", file(1_000_000, graph(relu())).done(), "opset");
    add(cases, "an opset of the past", file(1, graph(relu())).done(), "opset");
    add(cases, "a negative opset", file(-1, graph(relu())).done(), "opset");
    OnnxBytes text =
        new OnnxBytes()
            .text(2, "g")
            .message(1, node("StringNormalizer", "x", "y"))
            .message(11, values("x", 8, 1, 4))
            .message(12, values("y", 8, 1, 4));
    add(cases, "a network of texts", file(text), "net.onnx");
    add(cases, "a node without an operator", file(graph(node("", "x", "y"))), "net.onnx");
    add(cases, "a name of a megabyte", file(graph(node("A".repeat(1 << 20), "x", "y"))), "AAA");
    String escapes = "\u001b[2J<script>alert(1)</script>";
    add(cases, "an operator of escapes", file(graph(node(escapes, "x", "y"))), "script");
  }

  private static OnnxBytes cycle() {
    return graph(node("Add", "x,b", "a"), node("Relu", "a", "b"), node("Relu", "b", "y"));
  }

  private static OnnxBytes adding(OnnxBytes weight) {
    return graph(node("Add", "x,w", "y")).weight(weight);
  }

  private static void claims(List<Abuse> cases) {
    add(
        cases,
        "a weight of 2 GiB in a small file",
        file(adding(constant("w", FLOAT, 1 << 29))),
        "w");
    add(
        cases,
        "a weight of 2^63 numbers",
        file(adding(constant("w", FLOAT, 1L << 32, 1L << 31))),
        "w");
    add(cases, "a weight of -1 numbers", file(adding(constant("w", FLOAT, -1))), "w");
    add(
        cases,
        "a weight of more axes than there are",
        file(adding(constant("w", FLOAT, new long[5000]))),
        "refuses");
    add(cases, "a weight of an unknown type", file(adding(constant("w", 99, 1))), "w");
    add(cases, "a weight of no type", file(adding(constant("w", 0, 1))), "w");
    byte[] short2 = {1, 2, 3};
    add(
        cases,
        "a weight of three bytes for four",
        file(adding(constant("w", FLOAT, 1).bytes(9, short2))),
        "w");
    byte[] claim = new OnnxBytes().number(1, 8).claim(7, 2_147_483_000L).done();
    add(cases, "a graph that claims 2 GiB", claim, "net.onnx");
    byte[] endless = new OnnxBytes().number(1, 8).claim(7, -1).done();
    add(cases, "a graph of -1 bytes", endless, "net.onnx");
    OnnxBytes wide =
        new OnnxBytes()
            .text(2, "g")
            .message(1, relu())
            .message(11, values("x", FLOAT, 1, 1, 1 << 30, 1 << 30))
            .message(12, values("y", FLOAT, 1, 1, 1 << 30, 1 << 30));
    add(cases, "an input of 2^60 pixels", file(wide), "memory");
    OnnxBytes negative =
        new OnnxBytes()
            .text(2, "g")
            .message(1, relu())
            .message(11, values("x", FLOAT, 1, 1, -5, 9))
            .message(12, values("y", FLOAT, 1, 1, -5, 9));
    add(cases, "an input of -5 rows", file(negative), "none of the sizes");
  }

  private static void elsewhereCases(List<Abuse> cases) {
    String[][] places = {
      {"by an absolute path", "/etc/passwd"},
      {"by a path upwards", "../../../../../../etc/passwd"},
      {"by a path within", "a/../../../etc/passwd"},
      {"through what links lead to", "/proc/self/root/etc/passwd"},
      {"of the process", "/proc/self/environ"},
      {"as an address", "file:///etc/passwd"},
      {"of another system", "..\\..\\windows\\win.ini"},
      {"that is missing", "weights.bin"},
      {"without a name", ""},
      {"of a name with NUL", "weights\u0000.bin"},
      {"that is a device without end", "/dev/zero"},
      {"that is the folder", "."}
    };
    for (String[] place : places) {
      add(cases, "weights in a file " + place[0], file(adding(elsewhere("w", place[1]))), "w");
    }
    OnnxBytes beyond =
        elsewhere("w", "weights.bin", "offset", "9223372036854775807", "length", "4");
    add(cases, "weights beyond the end of a file", file(adding(beyond)), "w");
    OnnxBytes backward = elsewhere("w", "weights.bin", "offset", "-4", "length", "-1");
    add(cases, "weights before the start of a file", file(adding(backward)), "w");
    OnnxBytes both =
        graph(node("Add", "x,w", "z"), node("Add", "z,v", "y"))
            .weight(elsewhere("w", "weights.bin", "offset", "0", "length", "4"))
            .weight(elsewhere("v", "weights.bin", "offset", "2", "length", "4"));
    add(cases, "weights that overlap in a file", file(both), "w");
  }

  private static void deep(List<Abuse> cases) {
    OnnxBytes inner = graph(relu());
    for (int i = 0; i < 2000; i++) {
      inner = graph(node("If", "x", "y").graph("then_branch", inner));
    }
    add(cases, "two thousand graphs, each in the other", file(inner), "net.onnx");
    byte[] groups = new byte[1 << 20];
    Arrays.fill(groups, (byte) (100 << 3 & 0x78 | 3));
    add(cases, "a million groups, each in the other", groups, "net.onnx");
    OnnxBytes self = new OnnxBytes().text(1, "F").text(4, "x").text(5, "y").text(10, "local");
    self.message(7, node("F", "x", "y").text(7, "local"));
    byte[] recursive =
        file(17, graph(node("F", "x", "y").text(7, "local")))
            .message(25, self)
            .message(8, new OnnxBytes().text(1, "local").number(2, 1))
            .done();
    add(cases, "a function that calls itself", recursive, "functions call");
  }

  private static void large(List<Abuse> cases) {
    long[] huge = {1, 1, 160_000, 160_000};
    OnnxBytes filled =
        graph(
                node("ConstantOfShape", "s", "c"),
                node("ReduceMax", "c", "m"),
                node("Add", "x,m", "y"))
            .weight(whole("s", huge));
    add(cases, "a constant of 100 GB", file(filled), "memory");
    OnnxBytes expanded =
        graph(node("Expand", "x,s", "c"), node("ReduceMax", "c", "m"), node("Add", "x,m", "y"))
            .weight(whole("s", 100_000_000, 1, 16, 16));
    add(cases, "an Expand to 100 GB", file(expanded), "memory");
    OnnxBytes tiled =
        graph(node("Tile", "x,s", "c"), node("ReduceMax", "c", "m"), node("Add", "x,m", "y"))
            .weight(whole("s", 1, 1, 10_000, 10_000));
    add(cases, "a Tile to 100 GB", file(tiled), "memory");
    OnnxBytes overflow =
        graph(node("Tile", "x,s", "c"), node("ReduceMax", "c", "m"), node("Add", "x,m", "y"))
            .weight(whole("s", 1L << 40, 1L << 40, 1, 1));
    add(cases, "a Tile that overflows", file(overflow), "too many elements");
    OnnxBytes padded =
        graph(node("Conv", "x,w", "y").ints("pads", 1 << 30, 1 << 30, 1 << 30, 1 << 30))
            .weight(scalar("w", 1));
    add(cases, "a convolution padded by 2^30", file(padded), "too many elements");
    for (String wrong : new String[] {"strides", "dilations", "kernel_shape"}) {
      for (long value : new long[] {0, -1, Long.MAX_VALUE}) {
        OnnxBytes conv =
            graph(node("Conv", "x,w", "y").ints(wrong, value, value)).weight(scalar("w", 1));
        add(cases, Text.format("a convolution of %s %d", wrong, value), file(conv), "net.onnx");
      }
    }
    OnnxBytes stretched =
        graph(node("Resize", "x,,s", "y"))
            .weight(
                constant("s", FLOAT, 4)
                    .bytes(
                        9,
                        new byte[] {
                          0, 0, -128, 63, 0, 0, -128, 63, 0, 0, -128, 127, 0, 0, -128, 127
                        }));
    add(cases, "a Resize by infinity", file(stretched), "net.onnx");
    add(
        cases,
        "a division into no channels",
        file(graph(node("DepthToSpace", "x", "y").whole("blocksize", 0))),
        "net.onnx");
  }
}
