package org.pixelwhy.server;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.tensor.Text;

/** JSON, identifiers, numbers and names that no page would send. */
final class AbusedQuestions {
  private static final String ASK = "api/answers";
  private static final String GOOD =
      "\"model\":\"m1\",\"image\":\"i1\",\"target\":\"class\",\"methods\":[\"saliency\"]";

  private AbusedQuestions() {}

  static List<Abuse> cases() {
    List<Abuse> cases = new ArrayList<>();
    json(cases);
    types(cases);
    targets(cases);
    options(cases);
    identifiers(cases);
    names(cases);
    return cases;
  }

  private static void ask(List<Abuse> cases, String name, String json, String part) {
    cases.add(Abuse.post("a question with " + name, ASK, json, 400, part));
  }

  private static void json(List<Abuse> cases) {
    ask(cases, "nothing", "", "no JSON");
    ask(cases, "null", "null", "no JSON object");
    ask(cases, "a lone number", "1e999999999", "no JSON");
    ask(cases, "a key twice", "{\"model\":\"m1\",\"model\":\"m2\"}", "no JSON");
    ask(cases, "something after it", "{" + GOOD + "}}", "no JSON");
    ask(cases, "another one after it", "{" + GOOD + "}{" + GOOD + "}", "no JSON");
    ask(cases, "comments", "{/*a*/" + GOOD + "}", "no JSON");
    ask(cases, "single quotes", "{'model':'m1'}", "no JSON");
    ask(cases, "objects, each in the other", "{\"model\":".repeat(10_000), "no JSON");
    ask(cases, "a million brackets", "{\"model\":" + "[".repeat(1 << 19), "no JSON");
    ask(cases, "infinity", "{\"seed\":Infinity}", "no JSON");
    ask(cases, "a control character", "{\"model\":\"m\u00011\"}", "no JSON");
    ask(cases, "a number of 100,000 digits", "{\"seed\":" + "9".repeat(100_000) + "}", "no JSON");
    ask(cases, "a name of 100,000 letters", "{\"" + "a".repeat(100_000) + "\":1}", "");
    ask(cases, "a hundred thousand fields", fields(), "unknown field");
    ask(cases, "half a pair of characters", "{\"model\":\"\\ud800\"}", "");
    ask(cases, "the prototype of objects", "{\"__proto__\":{\"admin\":true}}", "unknown field");
    ask(cases, "a class to make", "{\"@class\":\"java.lang.Runtime\"}", "unknown field");
  }

  private static String fields() {
    StringBuilder text = new StringBuilder("{\"a\":1");
    for (int i = 0; i < 50_000; i++) {
      text.append(",\"").append(i).append("\":1");
    }
    return text.append('}').toString();
  }

  private static void types(List<Abuse> cases) {
    for (String field :
        List.of("model", "image", "target", "methods", "layers", "options", "reduction", "on")) {
      ask(cases, "an object as " + field, with(field, "{\"a\":1}"), field);
    }
    ask(cases, "a fraction as seed", with("seed", "1.5"), "seed");
    ask(cases, "a seed of 10^400", with("seed", "1e400"), "seed");
    ask(cases, "a seed of 2^64", with("seed", "18446744073709551616"), "seed");
    ask(cases, "a text as seed", with("seed", "\"1\""), "seed");
    ask(cases, "a text as preview", with("preview", "\"yes\""), "preview");
    ask(cases, "a list as keep", with("keep", "[true]"), "keep");
    ask(cases, "a path as ticket", with("ticket", "\"../../etc/passwd\""), "ticket");
    ask(cases, "a long ticket", with("ticket", "\"" + "a".repeat(41) + "\""), "ticket");
    ask(cases, "a ticket of a line break", with("ticket", "\"a\\n\""), "ticket");
    ask(cases, "no methods", with("methods", "[]"), "method");
    ask(cases, "a list in a list", with("methods", "[[\"saliency\"]]"), "methods");
    String many = "\"saliency\"" + ",\"saliency\"".repeat(199);
    ask(cases, "201 methods", with("methods", "[" + many + ",\"saliency\"]"), "200");
    ask(cases, "another slice than a picture has", with("slice", "99999999999"), "slice");
    ask(cases, "a plane of a picture", with("plane", "\"axial\""), "slices");
  }

  private static String with(String field, String value) {
    return "{"
        + GOOD.replaceAll("\"" + field + "\":(\\[[^]]*]|\"[^\"]*\"),?", "").replaceAll(",$", "")
        + ",\""
        + field
        + "\":"
        + value
        + "}";
  }

  private static void targets(List<Abuse> cases) {
    for (String target :
        List.of(
            "",
            ":",
            "pixel:99999999999999999999,1",
            "pixel:1e400,1",
            "pixel:2147483647,2147483647",
            "pixel:1,1,1,1,1,1",
            "object:-1,-1",
            "border:" + "a".repeat(100_000),
            "class:" + "(a+)+$".repeat(1000),
            "class:\\u001b[2J",
            "region:k99999999999999999999",
            "region:k0",
            "region:../../etc/passwd",
            "region:file:///etc/passwd",
            "image:" + "pixel:1,1+".repeat(5000))) {
      String name = target.length() > 40 ? target.substring(0, 40) + "..." : target;
      int status = target.startsWith("region:") ? 404 : 400;
      cases.add(
          Abuse.post(
              "the target '" + name + "'", ASK, with("target", "\"" + target + "\""), status, ""));
    }
  }

  private static void options(List<Abuse> cases) {
    String[][] options = {
      {"smoothgrad", "samples=99999999999999999999"},
      {"smoothgrad", "samples=-1"},
      {"smoothgrad", "samples=NaN"},
      {"smoothgrad", "samples=0x10"},
      {"smoothgrad", "samples"},
      {"smoothgrad", "samples=1=2"},
      {"smoothgrad", "evil=1"},
      {"smoothgrad", "noise=1e999"},
      {"integrated-gradients", "steps=2147483648"},
      {"integrated-gradients", "baseline=/etc/passwd"},
      {"rise", "masks=0"},
      {"rise", "cells=1000000000"},
      {"occlusion", "stride=0"},
      {"occlusion", "window=-5"},
    };
    for (String[] option : options) {
      String json = withOption(option[0], option[0] + "." + option[1]);
      ask(cases, option[0] + " of " + option[1], json, "");
    }
    for (String option : List.of("unoise.explainer=../../etc/passwd", "explainer=/etc/passwd")) {
      String json = withOption("unoise", option);
      cases.add(Abuse.post("a question with " + option, ASK, json, 404, "no explainer"));
    }
  }

  private static String withOption(String method, String option) {
    return with("methods", "[\"" + method + "\"]")
        .replaceFirst("}$", ",\"options\":[\"" + option + "\"]}");
  }

  private static void identifiers(List<Abuse> cases) {
    for (String id :
        List.of("m0", "m-1", "m01", "m1e0", "m99999999999999999999", "M1", "m1'--", "i1", "%6d2")) {
      cases.add(Abuse.get("the model " + id, "api/models/" + Abuse.encoded(id), 404, "no model"));
    }
    for (String path :
        List.of(
            "api/images/i9223372036854775807",
            "api/images/i99999999999999999999/picture",
            "api/answers/e9223372036854775808",
            "api/answers/e1/maps/-1",
            "api/explanations?before=%27%20OR%201=1",
            "api/explanations/x99999999999999999999",
            "api/explanations/x1/maps/0",
            "api/jobs/j99999999999999999999",
            "api/jobs/j1/partial",
            "api/jobs/j1/events",
            "api/questions/nobody",
            "api/questions/" + "a".repeat(5000),
            "api/models/m1/labels?image=i99999999999999999999")) {
      String name = path.length() > 60 ? path.substring(0, 60) + "..." : path;
      cases.add(Abuse.get("GET " + name, path, 404, ""));
    }
    for (String path :
        List.of(
            "api/answers/e1/maps/2147483648",
            "api/answers/e1/maps/1e0",
            "api/images/i1/values?slice=99999999999",
            "api/images/i1/values?plane=%00",
            "api/explanations?count=-1",
            "api/explanations?count=99999999999",
            "api/models/m1/prediction")) {
      cases.add(Abuse.get("GET " + path, path, 400, ""));
    }
    for (String path : List.of("api/jobs/j1", "api/questions/nobody", "api/explanations/x-1")) {
      cases.add(
          new Abuse("DELETE " + path, hall -> Abuse.Told.of(hall.client().delete(path)), 404, ""));
    }
  }

  private static void names(List<Abuse> cases) {
    String job = Text.format("{%s,\"explanation\":\"x99\"}", GOOD);
    cases.add(Abuse.post("a job for an explanation that is not there", "api/jobs", job, 404, ""));
    cases.add(
        Abuse.post("a job with a ticket", "api/jobs", with("ticket", "\"a\""), 400, "ticket"));
    cases.add(Abuse.post("a job for nothing", "api/jobs", "{}", 400, "missing"));
    String find = "api/explanations?find=" + Abuse.encoded("' OR 1=1; DROP TABLE person; --%_\\");
    cases.add(Abuse.get("a search that is SQL", find, 200, "\"explanations\":[]"));
    String pattern = "api/explanations?find=" + Abuse.encoded("%".repeat(2000));
    cases.add(Abuse.get("a search of 2000 signs", pattern, 200, "\"explanations\":[]"));
    for (String name :
        List.of(
            "../../../etc/cron.d/x",
            "..\\..\\windows\\x",
            "CON",
            "a\u0000.png",
            "a\r\nSet-Cookie: b=c",
            "\u202egnp.x",
            "<img src=x onerror=alert(1)>.png",
            "a".repeat(3000))) {
      byte[] none = "nothing".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      String shown = name.replaceAll("\\p{C}", "?");
      String title = shown.length() > 40 ? "3000 letters" : shown;
      cases.add(Abuse.image("an image called " + title, name, none, "error"));
    }
  }
}
