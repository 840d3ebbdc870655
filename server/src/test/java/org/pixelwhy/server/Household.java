package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.server.accounts.Accounts;
import org.pixelwhy.server.api.Listening;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;

/** A server with the accounts of Ann and Bob, and what tests do as them. */
final class Household implements AutoCloseable {
  static final String PASSWORD = "correct horse";

  final PageServer server;
  final Client ann;
  final Client bob;

  private Household(PageServer server) throws IOException, InterruptedException {
    this.server = server;
    this.ann = new Client(server).logIn("ann", PASSWORD);
    this.bob = new Client(server).logIn("bob", PASSWORD);
  }

  static Household open(Engine engine, Path data, Limits limits)
      throws IOException, InterruptedException {
    PageServer server = server(engine, data, limits);
    try {
      return new Household(server);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The server alone. */
  static PageServer server(Engine engine, Path data, Limits limits) {
    Store.administer(
        Storage.in(data),
        people -> {
          Accounts accounts = new Accounts(people);
          accounts.add("ann", PASSWORD, false);
          accounts.add("bob", PASSWORD, false);
          return 0;
        });
    Entrance entrance = new Entrance(Listening.here(0), java.util.Optional.empty());
    return PageServer.start(engine, ShippedExample.start(), Storage.in(data), limits, entrance);
  }

  static byte[] network() throws IOException {
    return Files.readAllBytes(ShippedExample.start().models().get(0).file());
  }

  static byte[] picture() throws IOException {
    return Files.readAllBytes(ShippedExample.start().images().get(2).path().orElseThrow());
  }

  static String question(String model, String image, String target, String more) {
    return "{\"model\":\"%s\",\"image\":\"%s\",\"target\":\"%s\",\"methods\":[\"saliency\"]%s}"
        .formatted(model, image, target, more);
  }

  /** Runs until it is stopped. */
  static String endless(String model, String image, String more) {
    return question(model, image, "class", ",\"options\":[\"rise.masks=20000\"]" + more)
        .replace("saliency", "rise");
  }

  /** What a request made, by its identifier. */
  static String made(Client.Reply reply) throws IOException {
    assertTrue(reply.status() < 300, reply.error());
    return reply.json().path("id").asText();
  }

  static void status(int expected, Client.Reply reply) throws IOException {
    if (reply.status() != expected) {
      assertEquals(expected, reply.status(), reply.response().request() + ": " + reply.error());
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
