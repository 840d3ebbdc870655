package org.pixelwhy.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.pixelwhy.server.Client.Reply;

/**
 * One thing that a hostile or broken client does, and what must come of it.
 *
 * @param name what it does
 * @param act sends it
 * @param status of the answer that is expected
 * @param part of the sentence that says why; empty where there is none to say
 */
record Abuse(String name, Act act, int status, String part) {
  /** Sends something. */
  interface Act {
    Told send(Hall hall) throws IOException, InterruptedException;
  }

  /** What came back. */
  record Told(int status, String text) {
    static Told of(Reply reply) {
      return new Told(reply.status(), new String(reply.bytes(), StandardCharsets.UTF_8));
    }
  }

  /** A server, and an honest way to ask it. */
  record Hall(PageServer server, Client client) {
    static Hall of(PageServer server) {
      return new Hall(server, new Client(server));
    }

    int port() {
      return server.port();
    }

    /** A client that nobody let in yet. */
    Client stranger() {
      return new Client(server);
    }
  }

  static Abuse model(String name, byte[] bytes, String part) {
    return upload(name, "api/models?name=net.onnx", bytes, part);
  }

  static Abuse image(String name, String file, byte[] bytes, String part) {
    return upload(name, "api/images?name=" + encoded(file), bytes, part);
  }

  static Abuse upload(String name, String path, byte[] bytes, String part) {
    return new Abuse(name, hall -> Told.of(hall.client().upload(path, bytes)), 400, part);
  }

  static Abuse post(String name, String path, String json, int status, String part) {
    return new Abuse(name, hall -> Told.of(hall.client().post(path, json)), status, part);
  }

  static Abuse get(String name, String path, int status, String part) {
    return new Abuse(name, hall -> Told.of(hall.client().get(path)), status, part);
  }

  /** Bytes as they go over the wire. */
  static Abuse raw(String name, String request, int status, String part) {
    return new Abuse(name, hall -> RawRequest.send(hall.port(), request), status, part);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
