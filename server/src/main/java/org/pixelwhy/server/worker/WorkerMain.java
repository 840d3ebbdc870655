package org.pixelwhy.server.worker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pixelwhy.onnx.runtime.Device;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.LocalNetworks;

/** The process in which a network is open. It is started by {@link Workers}, and by nobody else. */
public final class WorkerMain {
  private static final Path KILL_ME_FIRST = Path.of("/proc/self/oom_score_adj");

  private WorkerMain() {}

  /** Takes the parent's socket, the number of threads, the device, and the bytes of memory. */
  public static void main(String[] args) throws IOException, InterruptedException {
    endWithTheParent();
    rather();
    EngineOptions options =
        EngineOptions.defaults()
            .withThreads(Integer.parseInt(args[1]))
            .withDevice(Device.valueOf(args[2]))
            .withMemory(Long.parseLong(args[3]));
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(args[0]));
      try (Wire wire = new Wire(channel);
          Engine engine = Engine.open(options);
          LocalNetworks networks = new LocalNetworks(engine)) {
        wire.send(Message.of(JsonText.object().put(WorkerProcess.RUNTIME, engine.version())));
        new WorkerLoop(wire, networks).run();
      }
    }
  }

  /** The parent holds the other end of the standard input, and lets go of it by dying. */
  private static void endWithTheParent() {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is ever sent.
                }
              } catch (IOException e) {
                // As at the end.
              }
              Runtime.getRuntime().halt(0);
            },
            "pixelwhy-parent");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where memory runs out, the operating system ends this process rather than the parent. */
  private static void rather() {
    try {
      Files.writeString(KILL_ME_FIRST, "1000");
    } catch (IOException e) {
      // Other systems choose by themselves.
    }
  }
}
