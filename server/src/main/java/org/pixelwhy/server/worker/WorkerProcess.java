package org.pixelwhy.server.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.server.network.Listener;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** A child process, and what it is asked. Safe to use from several threads. */
final class WorkerProcess implements AutoCloseable {
  static final String ID = "id";
  static final String RUNTIME = "runtime";

  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final long LOOK_MILLIS = 5;
  private static final long PATIENCE_SECONDS = 60;
  private static final int SIGNALS = 128;

  private final WorkerOptions options;
  private final Path folder;
  private final ServerSocketChannel door;
  private final Process process;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Call> calls = new ConcurrentHashMap<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile Wire wire;
  private volatile String runtime = "";

  /** Why it was ended from here; empty while it was not. */
  private volatile Optional<String> why = Optional.empty();

  private volatile boolean closing;
  private volatile boolean ended;

  private WorkerProcess(
      WorkerOptions options, Path folder, ServerSocketChannel door, Process process) {
    this.options = options;
    this.folder = folder;
    this.door = door;
    this.process = process;
  }

  /** Starts one; it may be asked at once, and answers when it is there. */
  static WorkerProcess start(WorkerOptions options) {
    try {
      // A short name: addresses of sockets must not be long.
      Path folder =
          Files.createDirectory(ProcessFolder.own().resolve("w" + NUMBERS.incrementAndGet()));
      Path socket = folder.resolve("s");
      ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      door.bind(UnixDomainSocketAddress.of(socket));
      door.configureBlocking(false);
      List<String> command = new ArrayList<>(JavaCommand.of(options.heap(), folder));
      command.add(WorkerMain.class.getName());
      command.add(socket.toString());
      command.add(Integer.toString(options.threads()));
      command.add(options.device().name());
      command.add(Long.toString(options.memory()));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      WorkerProcess worker = new WorkerProcess(options, folder, door, process);
      Thread thread = new Thread(worker::listen, "pixelwhy-worker-" + process.pid());
      thread.setDaemon(true);
      thread.start();
      return worker;
    } catch (IOException e) {
      throw new InputException("a process for the network cannot be started: " + e.getMessage(), e);
    }
  }

  private void listen() {
    try {
      connect();
      for (Optional<Message> next = wire.receive(); next.isPresent(); next = wire.receive()) {
        Call call = calls.get(next.get().header().path(ID).asLong());
        if (call != null) {
          call.reply(next.get());
        }
      }
    } catch (IOException | InterruptedException e) {
      // It ended, which is told to all who wait.
    } finally {
      end();
    }
  }

  private void connect() throws IOException, InterruptedException {
    SocketChannel channel = door.accept();
    while (channel == null) {
      if (!process.isAlive()) {
        throw new IOException("it ended before it was there");
      }
      Thread.sleep(LOOK_MILLIS);
      channel = door.accept();
    }
    // Nobody else is let in.
    door.close();
    wire = new Wire(channel);
    Message hello = wire.receive().orElseThrow(() -> new IOException("it ended at its start"));
    runtime = hello.header().path(RUNTIME).asText();
    ready.countDown();
  }

  private void end() {
    ended = true;
    if (!closing) {
      process.destroyForcibly();
    }
    ready.countDown();
    calls.values().forEach(Call::lost);
    try {
      door.close();
      if (wire != null) {
        wire.close();
      }
    } catch (IOException e) {
      // What is closed anyway by its end.
    }
  }

  /** The version of the runtime that it computes with; waits until it is there. */
  String runtime() {
    if (runtime.isEmpty()) {
      require();
    }
    return runtime;
  }

  boolean isAlive() {
    return !ended && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  long memory() {
    return options.memory();
  }

  /** Bytes that it takes, where that can be known. */
  OptionalLong resident() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Ends it at once. */
  void kill(String reason) {
    why = Optional.of(reason);
    process.destroyForcibly();
  }

  private void require() {
    try {
      if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        kill("it did not start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (ended) {
      throw lost();
    }
  }

  /**
   * Asks for a task, and waits until it is done.
   *
   * @throws InputException if it cannot be done, or the process ended
   * @throws java.util.concurrent.CancellationException if the listener stopped it
   */
  Message call(Message task, Listener listener) {
    require();
    long id = ids.incrementAndGet();
    Call call = new Call(this, id, listener);
    calls.put(id, call);
    try {
      tell(id, task);
      if (ended) {
        throw lost();
      }
      return call.result();
    } finally {
      calls.remove(id);
    }
  }

  void tell(long id, Message message) {
    ObjectNode header = message.header().put(ID, id);
    try {
      wire.send(new Message(header, message.parts()));
    } catch (IOException e) {
      throw lost();
    }
  }

  void requireHeard(long nanos) {
    if (nanos > options.silence().toNanos()) {
      kill(Text.format("nothing was heard of it for %d s", options.silence().toSeconds()));
    }
  }

  /** What is said to those who waited for it. */
  InputException lost() {
    String how = why.orElseGet(this::code);
    return new InputException(
        Text.format(
            "the process that this network ran in ended (%s); it is started anew when the network"
                + " is asked again",
            how));
  }

  private String code() {
    try {
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        int code = process.exitValue();
        return code > SIGNALS ? "signal " + (code - SIGNALS) : "exit code " + code;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "it was closed";
  }

  /** Waits for what is quick, then ends it. */
  @Override
  public void close() {
    try {
      if (isAlive() && ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && !ended) {
        closing = true;
        wire.send(Message.of(Task.CLOSE));
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      // It ended by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly().onExit().join();
      delete();
    }
  }

  private void delete() {
    for (String name : List.of("s", "error.log", "java.options", "")) {
      try {
        Files.deleteIfExists(folder.resolve(name));
      } catch (IOException e) {
        // The folder goes with the process that owns it.
      }
    }
  }
}
