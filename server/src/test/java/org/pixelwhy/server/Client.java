package org.pixelwhy.server;

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

/** Asks a server under test, as any program would. */
final class Client {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  Client(PageServer server) {
    this.address = server.address();
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
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), response.body(), response);
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send(request(path));
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
