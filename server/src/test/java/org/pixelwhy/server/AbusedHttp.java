package org.pixelwhy.server;

import static org.pixelwhy.server.RawRequest.text;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.server.Abuse.Hall;
import org.pixelwhy.server.Abuse.Told;

/** Requests that break the rules of HTTP, or stretch them. */
final class AbusedHttp {
  private static final String ABOUT = "GET /api/about HTTP/1.1";
  private static final String POST = "POST /api/answers HTTP/1.1";
  private static final String JSON = "Content-Type: application/json";

  private AbusedHttp() {}

  static List<Abuse> cases() {
    List<Abuse> cases = new ArrayList<>();
    paths(cases);
    lines(cases);
    lengths(cases);
    methods(cases);
    slow(cases);
    return cases;
  }

  private static void paths(List<Abuse> cases) {
    String[][] paths = {
      {"..", "/../../../../etc/passwd", "400"},
      {".. in the middle", "/lib/../../../etc/passwd", "400"},
      {"encoded ..", "/%2e%2e/%2e%2e/etc/passwd", "400"},
      {"encoded / and ..", "/lib/..%2f..%2fetc%2fpasswd", "404"},
      {".. encoded twice", "/%252e%252e/%252e%252e/etc/passwd", "404"},
      {".. in overlong UTF-8", "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd", "400"},
      {"half an escape", "/api/images/%", "400"},
      {"no escape", "/api/images/%zz", "400"},
      {"NUL", "/api/images/i1%00.png/picture", "400"},
      {"line breaks", "/api/images/i1%0d%0aSet-Cookie:%20a=b", "404"},
      {"a backslash", "/lib\\..\\..\\etc\\passwd", "400"},
      {"an encoded backslash", "/lib%5c..%5c..%5cetc%5cpasswd", "404"},
      {"parameters", "/api/models;a=b/m1", "404"},
      {"empty parts", "//api//models", "404"},
      {"another scheme", "file:///etc/passwd", "400"},
      {"a class of the server", "/org/pixelwhy/server/PageServer.class", "404"},
      {"a migration of the database", "/store/migrations/V1__library.sql", "404"},
      {"a folder", "/lib/", "404"},
      {"the data folder", "/data/blobs", "404"},
      {"unicode", "/\u00ff\u00fe", "400"},
      {"100,000 letters", "/" + "a".repeat(100_000), "414"},
      {"100,000 parts", "/a".repeat(100_000), "414"},
      {"a query of 100,000 letters", "/api/models?a=" + "a".repeat(100_000), "414"},
      {"a thousand fields in the query", "/api/explanations?" + "find=a&".repeat(1000), "200"},
    };
    for (String[] path : paths) {
      int status = Integer.parseInt(path[2]);
      String part = status == 200 ? "explanations" : "";
      cases.add(
          Abuse.raw("a path with " + path[0], text("GET " + path[1] + " HTTP/1.1"), status, part));
    }
  }

  private static void lines(List<Abuse> cases) {
    add(cases, "no host", ABOUT + "\r\nConnection: close\r\n\r\n", 400, "");
    add(cases, "two hosts", text(ABOUT, "Host: evil.example"), 400, "");
    add(cases, "an empty host", ABOUT + "\r\nHost:\r\nConnection: close\r\n\r\n", 400, "");
    add(
        cases,
        "a host with a name before it",
        ABOUT + "\r\nHost: 127.0.0.1:PORT@evil.example\r\nConnection: close\r\n\r\n",
        400,
        "");
    add(cases, "HTTP/0.9", "GET /api/about\r\n\r\n", 505, "");
    add(cases, "HTTP/1.0 without host", "GET /api/about HTTP/1.0\r\n\r\n", 403, "answers as");
    add(cases, "HTTP/9.9", text("GET /api/about HTTP/9.9"), 505, "");
    add(
        cases,
        "no HTTP",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\r\n\r\n",
        400,
        "");
    add(cases, "HTTP/2 at once", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 426, "");
    add(
        cases,
        "another site in the line",
        text("GET http://evil.example/api/about HTTP/1.1"),
        400,
        "");
    add(
        cases,
        "its own site in the line",
        text("GET http://127.0.0.1:PORT/api/about HTTP/1.1"),
        200,
        "version");
    add(cases, "no path", text("GET  HTTP/1.1"), 505, "");
    add(cases, "a star", text("GET * HTTP/1.1"), 400, "");
    add(cases, "a header of 100,000 letters", text(ABOUT, "A: " + "a".repeat(100_000)), 431, "");
    add(cases, "ten thousand headers", text(ABOUT, "A: b\r\n".repeat(10_000) + "C: d"), 431, "");
    add(cases, "a header without a name", text(ABOUT, ": a"), 400, "");
    add(cases, "a header with a space", text(ABOUT, "A b: c"), 400, "");
    add(cases, "a header on two lines", text(ABOUT, "A: b\r\n Host: evil.example"), 400, "");
    add(cases, "a header with a lone CR", text(ABOUT, "A: b\rSet-Cookie: c"), 400, "");
    add(cases, "a header with NUL", text(ABOUT, "A: b\u0000c"), 400, "");
    add(cases, "an Origin of nothing", text(ABOUT, "Origin: null"), 403, "other sites");
    add(
        cases,
        "an Origin like its own",
        text(ABOUT, "Origin: http://127.0.0.1:PORT.evil.example"),
        403,
        "other sites");
    add(
        cases,
        "two Origins",
        text(ABOUT, "Origin: http://127.0.0.1:PORT", "Origin: http://evil.example"),
        403,
        "other sites");
    add(
        cases,
        "ranges without end",
        text(ABOUT, "Range: bytes=" + "0-,".repeat(500) + "0-"),
        200,
        "version");
    add(cases, "an upgrade", text(ABOUT, "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQ"), 400, "");
    add(
        cases,
        "another address in front",
        text(ABOUT, "X-Forwarded-Host: evil.example", "X-Original-URL: /etc/passwd"),
        200,
        "version");
  }

  private static void lengths(List<Abuse> cases) {
    add(
        cases,
        "two lengths",
        text(POST, JSON, "Content-Length: 2", "Content-Length: 3") + "{}",
        400,
        "");
    add(
        cases,
        "a length and chunks",
        text(POST, JSON, "Content-Length: 2", "Transfer-Encoding: chunked") + "0\r\n\r\n",
        400,
        "");
    add(cases, "a length of -1", text(POST, JSON, "Content-Length: -1") + "{}", 400, "");
    add(
        cases,
        "a length of 10^30",
        text(POST, JSON, "Content-Length: 1" + "0".repeat(30)),
        400,
        "");
    add(cases, "a length that is no number", text(POST, JSON, "Content-Length: two"), 400, "");
    add(
        cases,
        "chunks that are none",
        text(POST, JSON, "Transfer-Encoding: chunked") + "zz\r\n{}\r\n",
        400,
        "");
    add(
        cases,
        "a chunk of 2^64 bytes",
        text(POST, JSON, "Transfer-Encoding: chunked") + "fffffffffffffffff\r\n{}\r\n",
        400,
        "");
    add(
        cases,
        "an encoding that nobody knows",
        text(POST, JSON, "Transfer-Encoding: evil, chunked") + "0\r\n\r\n",
        400,
        "");
    add(
        cases,
        "a zipped body",
        text(POST, JSON, "Content-Encoding: gzip", "Content-Length: 2") + "\u001f\u008b",
        400,
        "no JSON");
    add(
        cases,
        "a form",
        text(POST, "Content-Type: application/x-www-form-urlencoded", "Content-Length: 2") + "{}",
        400,
        "application/json");
    add(
        cases,
        "parts",
        text(POST, "Content-Type: multipart/form-data; boundary=a", "Content-Length: 2") + "{}",
        400,
        "application/json");
    add(cases, "no type", text(POST, "Content-Length: 2") + "{}", 400, "application/json");
    add(
        cases,
        "a type of another alphabet",
        text(POST, JSON + "; charset=utf-7", "Content-Length: 2") + "{}",
        400,
        "missing");
    add(
        cases,
        "an expectation that nobody knows",
        text(POST, JSON, "Expect: evil", "Content-Length: 2") + "{}",
        417,
        "");
    add(
        cases,
        "a model without a type",
        text("POST /api/models HTTP/1.1", "Content-Length: 2") + "ab",
        400,
        "octet-stream");
    add(
        cases,
        "a model that claims 2^40 bytes",
        text(
                "POST /api/models HTTP/1.1",
                "Content-Type: application/octet-stream",
                "Content-Length: 1099511627776")
            + "ab",
        413,
        "allowed");
  }

  private static void add(List<Abuse> cases, String name, String request, int status, String part) {
    cases.add(Abuse.raw("a request with " + name, request, status, part));
  }

  private static void methods(List<Abuse> cases) {
    String[][] lines = {
      {"TRACE /api/about", "404"},
      {"OPTIONS /api/models", "404"},
      {"OPTIONS *", "404"},
      {"CONNECT evil.example:443", "400"},
      {"PUT /api/models", "404"},
      {"DELETE /api/models", "404"},
      {"PATCH /api/images/i1", "404"},
      {"POST /api/about", "404"},
      {"PROPFIND /api/about", "404"},
      {"get /api/about", "404"},
      {"BREW /api/about", "404"},
      {"A".repeat(1000) + " /api/about", "404"},
    };
    for (String[] line : lines) {
      String name = line[0].length() > 40 ? "a method of 1000 letters" : line[0];
      add(cases, name, text(line[0] + " HTTP/1.1"), Integer.parseInt(line[1]), "");
    }
  }

  private static void slow(List<Abuse> cases) {
    String head = POST + "\r\nHost: 127.0.0.1:PORT\r\n" + JSON + "\r\n";
    kept(
        cases,
        "two hundred requests without an end",
        "GET /api/about HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nA: ");
    kept(
        cases,
        "two hundred questions without an end",
        head + "Content-Length: 1000\r\n\r\n{\"model\":");
    kept(
        cases,
        "two hundred chunks without an end",
        head + "Transfer-Encoding: chunked\r\n\r\n400\r\n{");
    kept(
        cases,
        "two hundred models without an end",
        "POST /api/models HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Type: application/octet-stream\r\n"
            + "Content-Length: 1000\r\n\r\nabc");
    kept(
        cases,
        "two hundred answers that nobody reads",
        "GET /api/images/i1/values HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n".repeat(20));
  }

  private static void kept(List<Abuse> cases, String name, String request) {
    cases.add(new Abuse(name, hall -> whileOpen(hall, request), 200, "version"));
  }

  /** Others are answered while they are open. */
  private static Told whileOpen(Hall hall, String request)
      throws IOException, InterruptedException {
    List<Socket> open = new ArrayList<>();
    byte[] bytes =
        request
            .replace("PORT", Integer.toString(hall.port()))
            .getBytes(StandardCharsets.ISO_8859_1);
    try {
      for (int i = 0; i < 200; i++) {
        open.add(RawRequest.open(hall.port()));
        open.get(i).getOutputStream().write(bytes);
      }
      return Told.of(hall.stranger().get("api/about"));
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
