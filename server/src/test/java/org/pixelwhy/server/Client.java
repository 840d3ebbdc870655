package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.tensor.Text;

/** Asks a server under test, as any program would. */
final class Client {
  private static final String LOG_IN = "{\"name\":\"%s\",\"password\":\"%s\"}";
  private static final long PATIENCE_MILLIS = 120_000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  /** What every request carries: who sends it. */
  private final Map<String, String> headers = new LinkedHashMap<>();

  Client(PageServer server) {
    this.address = "http://127.0.0.1:" + server.port() + "/";
  }

  /** As a browser does: every request carries what it got. */
  Client logIn(String name, String password) throws IOException, InterruptedException {
    Reply reply = post("api/session", Text.format(LOG_IN, name, password));
    assertEquals(201, reply.status(), reply.error());
    String cookie = reply.response().headers().firstValue("Set-Cookie").orElseThrow();
    return with("Cookie", cookie.substring(0, cookie.indexOf(';')))
        .with("X-CSRF-Token", reply.json().path("proof").asText());
  }

  /** Every request carries this header from now on. */
  Client with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Client without(String header) {
    headers.remove(header);
    return this;
  }

  String header(String header) {
    return headers.get(header);
  }

  record Reply(int status, byte[] bytes, HttpResponse<byte[]> response) {
    JsonNode json() throws IOException {
      return MAPPER.readTree(bytes);
    }

    String error() throws IOException {
      return json().path("error").asText();
    }

    float[] floats() {
      float[] values = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }

    short[] shorts() {
      short[] values = new short[bytes.length / Short.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
      return values;
    }
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
    headers.forEach(request::header);
    return request;
  }

  Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), response.body(), response);
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  /** The job, as soon as it is in one of these states. */
  JsonNode await(String job, String... states) throws IOException, InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (true) {
      Reply reply = get("api/jobs/" + job);
      if (List.of(states).contains(reply.json().path("state").asText())) {
        return reply.json();
      }
      assertTrue(System.currentTimeMillis() < end, job + ": " + new String(reply.bytes()));
      Thread.sleep(50);
    }
  }

  Reply delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  Reply post(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  Reply upload(String path, byte[] bytes) throws IOException, InterruptedException {
    return upload("POST", path, bytes);
  }

  Reply upload(String method, String path, byte[] bytes) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/octet-stream")
            .method(method, BodyPublishers.ofByteArray(bytes)));
  }
}
