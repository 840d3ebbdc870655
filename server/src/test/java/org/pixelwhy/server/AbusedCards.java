package org.pixelwhy.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.server.Abuse.Told;

/** Model cards that are sent for a network that is open, which must stay as it was. */
final class AbusedCards {
  private AbusedCards() {}

  static List<Abuse> cases() {
    List<Abuse> cases = new ArrayList<>();
    StringBuilder laughs = new StringBuilder("a0: &a0 [ha, ha]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
    }
    String deep = "[".repeat(100_000);
    String[][] cards = {
      {"aliases that grow to 2^40", laughs.toString()},
      {"a list that contains itself", "output: &a [*a]"},
      {"a map that contains itself", "output: &a {classes: *a}"},
      {"a hundred thousand brackets", "output: " + deep},
      {"a hundred thousand indents", "- ".repeat(100_000)},
      {"a script engine", "!!script.Engine [!!net.Address ['http://evil/']]"},
      {"an object of Python", "!!python/object/apply:os.system ['id']"},
      {"a binary", "output: !!binary R0lGODlhAQABAAAAACw="},
      {"one key twice", "output: {classes: [a]}\noutput: {classes: [b]}"},
      {"a key that nobody knows", "evil: true"},
      {"a list for a map", "- output"},
      {"a text for a map", "output"},
      {"a number of 100,000 digits", "input: {channels: " + "9".repeat(100_000) + "}"},
      {"minus one channel", "input: {channels: -1}"},
      {"a mean of NaN", preprocessing("mean: [.nan], std: [1]")},
      {"a deviation of nought", preprocessing("mean: [0], std: [0]")},
      {"a deviation of infinity", preprocessing("mean: [0], std: [.inf]")},
      {"a million means", preprocessing("mean: [" + "0,".repeat(300_000) + "0], std: [1]")},
      {"classes for none of the outputs", "output: {classes: [a, b, c, d, e, f, g, h]}"},
      {"a class of escapes", "output: {classes: [\"\\e[2J\", \"\\e[2J\"]}"},
      {"two documents", "output: {}\n---\noutput: {}"},
      {"half a card", "output: {classes: [a"},
      {"a merge with itself", "a: &a\n  <<: *a"},
    };
    for (String[] card : cards) {
      add(cases, card[0], card[1].getBytes(StandardCharsets.UTF_8), 400, "model card");
    }
    byte[] output = "output: {name: /etc/passwd}".getBytes(StandardCharsets.UTF_8);
    add(cases, "an output that is a file", output, 400, "has no output");
    byte[] size = "input: {size: [2147483647, 2147483647]}".getBytes(StandardCharsets.UTF_8);
    add(cases, "a size of 2^31", size, 400, "refuses");
    byte[] noise = {(byte) 0xff, (byte) 0xfe, 0, 0, (byte) 0xc0, (byte) 0xaf};
    add(cases, "bytes that are no text", noise, 400, "model card");
    add(cases, "an archive", new byte[] {'P', 'K', 3, 4, 0, 0}, 400, "model card");
    add(cases, "two megabytes", new byte[2 << 20], 413, "bytes that are allowed");
    return cases;
  }

  private static String preprocessing(String numbers) {
    return "input: {preprocessing: [{mean_std: {" + numbers + "}}]}";
  }

  private static void add(List<Abuse> cases, String name, byte[] bytes, int status, String part) {
    cases.add(
        new Abuse(
            "a card with " + name,
            hall -> Told.of(hall.client().upload("PUT", "api/models/m1/card", bytes)),
            status,
            part));
  }
}
