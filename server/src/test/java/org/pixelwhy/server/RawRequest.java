package org.pixelwhy.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.server.Abuse.Told;

/** Requests that no decent client would send, byte by byte. */
final class RawRequest {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");
  private static final int PATIENCE_MILLIS = 20_000;

  private RawRequest() {}

  /**
   * Sends it, and reads what comes until the server closes the connection.
   *
   * @param request in which PORT stands for the port, and each character for a byte
   * @return status 0 where the server closed the connection and said nothing
   */
  static Told send(int port, String request) throws IOException {
    try (Socket socket = open(port)) {
      byte[] bytes =
          request.replace("PORT", Integer.toString(port)).getBytes(StandardCharsets.ISO_8859_1);
      try {
        socket.getOutputStream().write(bytes);
      } catch (SocketException e) {
        // It closed the connection before it had heard all; what it said is there to be read.
      }
      return told(socket);
    }
  }

  static Socket open(int port) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static Told told(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        all.write(next);
        if (in.available() == 0 && isWhole(all.toString(StandardCharsets.ISO_8859_1))) {
          break;
        }
      }
    } catch (SocketTimeoutException e) {
      throw new IOException("the server neither answered nor hung up: " + all, e);
    } catch (SocketException e) {
      // It hung up with bytes of ours unread.
    }
    String text = all.toString(StandardCharsets.UTF_8);
    String[] words = text.split("\\s", 3);
    boolean http = words.length > 1 && words[0].startsWith("HTTP/1");
    return new Told(http ? Integer.parseInt(words[1]) : 0, text);
  }

  /** Whether an answer is all there: not every one is the last of its connection. */
  private static boolean isWhole(String text) {
    int body = text.indexOf("\r\n\r\n") + 4;
    Matcher length = LENGTH.matcher(text);
    return body >= 4 && length.find() && text.length() >= body + Integer.parseInt(length.group(1));
  }

  /** A request of this first line and these headers, after which the connection is closed. */
  static String text(String line, String... headers) {
    StringBuilder text = new StringBuilder(line).append("\r\nHost: 127.0.0.1:PORT\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("Connection: close\r\n\r\n").toString();
  }
}
