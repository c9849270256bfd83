package org.derain.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real master and two real workers, one of which is killed in the middle of the work. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LostWorkerTest {
  private static final String HERE = "127.0.0.1";
  private static final int STRETCHES = 6;

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Process process : processes) {
      kill(process);
    }
  }

  /** As if somebody had pulled the plug of a machine: nothing on it can say good-bye. */
  private static void kill(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  /** A folder that looks like an installed Spark: one jar that names all others. */
  private Path home() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("home/jars"));
    Manifest all = new Manifest();
    all.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    all.getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(place -> Path.of(place).toAbsolutePath().toUri().toString())
                .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(jars.resolve("all.jar")), all).close();
    return jars.getParent();
  }

  private Process start(Path home, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", home.resolve("jars") + "/*"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HERE);
    builder.environment().put("SPARK_LOCAL_DIRS", folder.toString());
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("process-" + processes.size() + ".txt").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HERE))) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(Process process, int port) throws Exception {
    while (process.isAlive()) {
      try (Socket socket = new Socket(HERE, port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
  }

  private Process worker(Path home, String name, String master) throws IOException {
    return start(
        home,
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        HERE,
        "--webui-port",
        "0",
        "-c",
        "1",
        "-m",
        "600m",
        "-d",
        Files.createDirectory(folder.resolve(name)).toString(),
        master);
  }

  private static long stretches(Path result) {
    try (Stream<Path> all = Files.walk(result)) {
      return all.filter(file -> file.getFileName().toString().startsWith("stretch-")).count();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // the folder is not there yet, or a file went away meanwhile
    }
  }

  @Test
  void itsStretchesAreDoneByTheOtherAndTheResultIsTheSame() throws Exception {
    Archive archive = new Archive(folder);
    String twice = "between(t,3,8)+between(t,18,23)";
    for (int i = 0; i < STRETCHES / 2; i++) {
      archive.recording("2023051" + i + "_141500F.mp4", "320x192", 30, twice);
    }
    Path home = home();
    int port = freePort();
    Process master =
        start(
            home,
            "org.apache.spark.deploy.master.Master",
            "--host",
            HERE,
            "--port",
            String.valueOf(port),
            "--webui-port",
            "0");
    awaitPort(master, port);
    String url = "spark://" + HERE + ":" + port;
    Process doomed = worker(home, "one", url);
    worker(home, "two", url);
    Path result = folder.resolve("clean");
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () ->
                archive.run(
                    Stream.of(
                            "spark.driver.host=" + HERE,
                            "spark.driver.bindAddress=" + HERE,
                            "spark.ui.enabled=false",
                            "spark.executor.memory=500m",
                            "spark.scheduler.minRegisteredResourcesRatio=1.0",
                            "spark.scheduler.maxRegisteredResourcesWaitingTime=120s",
                            "spark.cores.max=2",
                            "spark.extraListeners=" + Lost.class.getName())
                        .flatMap(conf -> Stream.of("--conf", conf))
                        .collect(
                            () ->
                                new ArrayList<Object>(
                                    List.of(archive.root, "-o", result, "--master", url)),
                            List::add,
                            List::addAll)
                        .toArray()));
    while (!run.isDone() && stretches(result) == 0) {
      Thread.sleep(10);
    }
    long before = stretches(result);
    kill(doomed);
    assertTrue(before > 0 && before < STRETCHES, "killed behind " + before + " stretches");
    assertEquals(0, run.get(), archive.err());
    assertEquals(1, Lost.executors(), archive.err());
    Archive.assertSame(archive.local(), result);
  }
}
