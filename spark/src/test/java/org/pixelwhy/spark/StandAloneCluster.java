package org.pixelwhy.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A master and two workers of one core, each a process of its own. The workers call themselves by
 * different names of this machine, as Spark tries a slow task again on another machine only.
 */
final class StandAloneCluster implements AutoCloseable {
  private static final List<String> HOSTS = List.of("localhost", "127.0.0.1");

  private final List<Process> processes = new ArrayList<>();
  private final Path folder;
  private final String master;

  StandAloneCluster(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    int port = freePort();
    this.master = "spark://localhost:" + port;
    start("master.Master", "--host", "localhost", "--port", String.valueOf(port));
    for (String host : HOSTS) {
      Path work = folder.resolve(host);
      start(
          "worker.Worker",
          "--host",
          host,
          "--cores",
          "1",
          "--memory",
          "1g",
          "--work-dir",
          work.toString(),
          master);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void start(String main, String... arguments) throws IOException {
    String home = System.getProperty("pixelwhy.spark.home");
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(home + "/conf" + File.pathSeparator + home + "/jars/*");
    command.add("org.apache.spark.deploy." + main);
    command.addAll(List.of("--webui-port", "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", home);
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Path log = folder.resolve(main + "-" + processes.size() + ".log");
    processes.add(builder.redirectOutput(log.toFile()).start());
  }

  /** For {@code --master}. */
  String master() {
    return master;
  }

  @Override
  public void close() {
    for (Process process : processes) {
      List<ProcessHandle> executors = process.descendants().toList();
      process.destroyForcibly();
      executors.forEach(ProcessHandle::destroyForcibly);
      process.onExit().join();
    }
  }
}
