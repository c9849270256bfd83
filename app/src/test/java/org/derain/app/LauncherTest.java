package org.derain.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code derain}, in a pretended checkout with a pretended Maven and Java. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String MVN =
      """
      #!/bin/sh
      echo "$@" >>"$CALLS"
      [ -z "$MVN_FAILS" ] || { echo "[INFO] much"; echo "[ERROR] Foo.java:[1,2] missing ;"; exit 1; }
      sleep 0.3
      for module in app models/training perf; do
        mkdir -p $module/target/classes
        printf '%s' "$LIBRARY" >$module/target/runtime.classpath
        touch "$module/target/derain 1.jar"
      done
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      case $1 in
        -XshowSettings:properties) echo "    java.home = $JAVA_HOME" >&2
          echo "    java.specification.version = ${JAVA_IS:-17}" >&2 ;;
        *) for word in "$@"; do
            echo "<$word>"
            case $word in -XX:ArchiveClassesAtExit=*) echo "$ARCHIVE" >"${word#*=}" ;; esac
          done
          [ -z "${SHOW_LOCALE+set}" ] || echo "$LC_ALL"
          [ -z "${DERAIN_WORDS+set}" ] || printf '%s' "$DERAIN_WORDS" | tr '\\037' '|' ;;
      esac
      """;

  @TempDir Path folder;
  private Path root;
  private Path calls;
  private Path library;

  /** What a start printed. */
  private record Outcome(int code, String out, String err) {}

  @BeforeEach
  void checkout() throws IOException {
    root = Files.createDirectories(folder.resolve("my check out"));
    calls = folder.resolve("calls");
    library = Files.createFile(folder.resolve("some library.jar"));
    Path launcher = Path.of("").toAbsolutePath().resolveSibling("derain");
    executable(root.resolve("derain"), Files.readString(launcher));
    Files.createFile(root.resolve("pom.xml"));
    for (String module :
        List.of(
            "models/frames",
            "models/rain",
            "models/zoo",
            "models/network",
            "models/training",
            "pipeline",
            "app",
            "perf")) {
      Files.createDirectories(root.resolve(module).resolve("src/main/java"));
      Files.createFile(root.resolve(module).resolve("pom.xml"));
    }
    executable(folder.resolve("bin/mvn"), MVN);
    executable(folder.resolve("jdk/bin/java"), JAVA);
    executable(folder.resolve("jdk/bin/javac"), "#!/bin/sh\n");
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process begin(Path launcher, Map<String, String> more, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("DERAIN_"));
    environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    environment.put("CALLS", calls.toString());
    environment.put("LIBRARY", library.toString());
    environment.putAll(more);
    return builder.start();
  }

  private static Outcome end(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    return new Outcome(process.waitFor(), out, err);
  }

  private Outcome start(Map<String, String> more, String... args) throws Exception {
    return end(begin(root.resolve("derain"), more, args));
  }

  private Outcome start(String... args) throws Exception {
    return start(Map.of(), args);
  }

  private int builds() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  private void change(String file) throws IOException {
    Path changed = root.resolve(file);
    Files.writeString(changed, "changed");
    Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(2)));
  }

  @Test
  void buildsOnFirstUseAndNeverAgain() throws Exception {
    Outcome first = start("clean", "a b.mp4", "-o", "", "ü");
    assertEquals("Building Derain (first use) ...\n", first.err());
    assertEquals(0, first.code());
    String classpath = root.toRealPath().resolve("app/target/derain 1.jar") + ":" + library;
    assertTrue(
        first
            .out()
            .endsWith(
                "<-cp>\n<"
                    + classpath
                    + ">\n<org.derain.app.Main>\n<clean>\n<a b.mp4>\n<-o>\n<>\n<ü>\n"),
        first.out());
    assertTrue(first.out().contains("<-Dorg.bytedeco.javacpp.nopointergc=true>"), first.out());

    Outcome second = start("--help");
    assertEquals("", second.err());
    assertTrue(second.out().endsWith("<--help>\n"), second.out());
    assertEquals(1, builds());
  }

  @Test
  void anUnpackedArchiveNeedsNoBuild() throws Exception {
    Path unpacked = Files.createDirectories(folder.resolve("un packed"));
    Files.createDirectory(unpacked.resolve("lib"));
    Path launcher = Files.copy(root.resolve("derain"), unpacked.resolve("derain"));
    Outcome outcome = end(begin(launcher, Map.of(), "clean", "a b.mp4"));
    assertEquals("", outcome.err());
    String classpath = unpacked.toRealPath() + "/lib/*";
    String end = "<-cp>\n<" + classpath + ">\n<org.derain.app.Main>\n<clean>\n<a b.mp4>\n";
    assertTrue(outcome.out().endsWith(end), outcome.out());
    assertEquals(0, builds());
    Outcome old = end(begin(launcher, Map.of("JAVA_IS", "11"), "clean"));
    assertTrue(old.err().contains("is Java 11; Derain needs 17"), old.err());
    Outcome training = end(begin(launcher, Map.of(), "train", "run.yaml"));
    assertEquals(
        "derain: 'derain train' is not in this archive: it runs in a checkout of Derain, with a JDK"
            + " 17 and Maven\n",
        training.err());
    assertEquals(1, training.code());
  }

  @Test
  void classesAreKeptOnceForEachBuild() throws Exception {
    Files.createFile(Files.createDirectories(root.resolve("samples")).resolve("day.rainy.mp4"));
    Path shared = root.toRealPath().resolve("app/target/launcher.jsa");
    Map<String, String> can = Map.of("ARCHIVE", "classes");
    Outcome first = start(can, "clean");
    assertEquals(
        "Building Derain (first use) ...\nPreparing quick starts (once) ...\n", first.err());
    String option = "<-XX:SharedArchiveFile=" + shared + ">\n<-cp>\n";
    assertTrue(first.out().contains(option), first.out());
    assertFalse(first.out().contains("day.rainy.mp4"), first.out());
    assertEquals("classes\n", Files.readString(shared));
    assertEquals("", start(can, "clean").err());

    change("app/target/derain 1.jar");
    assertEquals("Preparing quick starts (once) ...\n", start("clean").err());
    try (Stream<Path> left = Files.list(shared.getParent())) {
      assertEquals(0, left.filter(file -> file.getFileName().toString().contains("jsa.")).count());
    }

    Files.delete(root.resolve("app/target/derain 1.jar"));
    executable(folder.resolve("jdk/bin/java"), JAVA.replace("echo \"$ARCHIVE\" >", ": "));
    Outcome cannot = start("clean");
    assertTrue(cannot.err().endsWith("Preparing quick starts (once) ...\n"), cannot.err());
    assertFalse(cannot.out().contains("SharedArchiveFile"), cannot.out());
    assertEquals("", start("clean").err());
  }

  @Test
  void buildsAgainWhenASourceChangedOrALibraryIsGone() throws Exception {
    start();
    change("models/frames/src/main/java/New.java");
    assertEquals("Building Derain (its sources changed) ...\n", start().err());
    assertEquals(2, builds());
    // What only learns is no reason to build what runs.
    Files.setLastModifiedTime(
        root.resolve("app/target/launcher.txt"), FileTime.from(Instant.now().plusSeconds(4)));
    change("models/training/src/main/java/New.java");
    assertEquals("", start().err());

    Path moved = Files.move(library, folder.resolve("moved.jar"));
    start(Map.of("LIBRARY", moved.toString()));
    assertEquals(3, builds());
  }

  @Test
  void buildArgumentsStayInForce() throws Exception {
    start(Map.of("DERAIN_MAVEN_ARGS", "-Pgpu -Dx=y"));
    start();
    assertEquals(1, builds());
    Outcome back = start(Map.of("DERAIN_MAVEN_ARGS", ""));
    assertEquals("Building Derain (its build arguments changed) ...\n", back.err());
    List<String> lines = Files.readAllLines(calls);
    assertTrue(lines.get(0).contains(" -Pgpu -Dx=y "), lines.get(0));
    assertFalse(lines.get(1).contains("-Pgpu"), lines.get(1));
  }

  @Test
  void worksThroughLinks() throws Exception {
    Path one = Files.createSymbolicLink(folder.resolve("one"), root.resolve("derain"));
    Path two =
        Files.createSymbolicLink(
            Files.createDirectory(folder.resolve("sub")).resolve("two"), Path.of("../one"));
    assertEquals(0, end(begin(one, Map.of())).code());
    assertEquals(0, end(begin(two, Map.of())).code());
    assertEquals(1, builds());
  }

  @Test
  void severalAtOnceBuildOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(begin(root.resolve("derain"), Map.of(), "--help"));
    }
    for (Process process : processes) {
      Outcome outcome = end(process);
      assertEquals(0, outcome.code(), outcome.err());
      assertTrue(outcome.out().endsWith("<--help>\n"), outcome.out());
    }
    assertEquals(1, builds());
  }

  @Test
  void aLockWhoseOwnerIsGoneIsTakenOver() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path lock = Files.createDirectories(root.resolve("target/launcher/lock"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
    assertEquals(0, start().code());
    assertFalse(Files.exists(lock));
  }

  @Test
  void trainingHasAClassPathOfItsOwn() throws Exception {
    Outcome outcome = start("train", "run.yaml");
    assertTrue(outcome.out().endsWith("<org.derain.training.Main>\n<run.yaml>\n"), outcome.out());
    assertTrue(Files.readString(calls).contains("-pl models/training -am"));
    Outcome search = start("search", "run.yaml");
    assertTrue(
        search.out().endsWith("<org.derain.training.SearchMain>\n<run.yaml>\n"), search.out());
    Outcome selection = start("select", "run.yaml");
    assertTrue(
        selection.out().endsWith("<org.derain.training.SelectCommand>\n<run.yaml>\n"),
        selection.out());
    assertEquals(1, builds());
  }

  @Test
  void addressesOfCamerasAreInNoListOfProcesses() throws Exception {
    Outcome outcome = start("live", "rtsp://u:p w@h/s", "-o", "", "a b.mkv");
    assertTrue(
        outcome.out().endsWith("<org.derain.app.Main>\nlive|rtsp://u:p w@h/s|-o||a b.mkv"),
        outcome.out());
    assertArrayEquals(
        new String[] {"live", "a b", "", "c"},
        LauncherArguments.of(new String[0], "live\037a b\037\037c"));
    assertArrayEquals(new String[] {"clean"}, LauncherArguments.of(new String[] {"clean"}, "live"));
    assertTrue(start(Map.of("DERAIN_WORDS", "live")).out().endsWith("app.Main>\n"));
  }

  @Test
  void aLocaleThatIsNotInstalledCostsNoLetters() throws Exception {
    for (String locale : List.of("C", "POSIX", "xx_YY.UTF-8", "C.UTF-8")) {
      Outcome outcome = start(Map.of("LC_ALL", locale, "SHOW_LOCALE", "yes"));
      assertTrue(outcome.out().endsWith("\nC.UTF-8\n"), locale + ": " + outcome.out());
    }
  }

  @Test
  void aFailedBuildShowsTheErrorsAndTheLog() throws Exception {
    Outcome outcome = start(Map.of("MVN_FAILS", "yes"));
    assertEquals(1, outcome.code());
    assertEquals(
        "Building Derain (first use) ...\n[ERROR] Foo.java:[1,2] missing ;\n"
            + "derain: the build failed; all of its output is in "
            + root.toRealPath().resolve("target/launcher/build.log")
            + "\n",
        outcome.err());
    assertEquals(0, start().code(), "and the next start tries again");
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    assertRefused("is Java 11; Derain needs 17 or newer", Map.of("JAVA_IS", "11"));
    assertRefused("no bin/java in it", Map.of("JAVA_HOME", folder.resolve("none").toString()));
    Files.delete(folder.resolve("jdk/bin/javac"));
    assertRefused("without a compiler: install a JDK", Map.of());
    assertEquals(0, builds());
  }

  private void assertRefused(String message, Map<String, String> more) throws Exception {
    Outcome outcome = start(more);
    assertEquals(1, outcome.code());
    assertTrue(outcome.err().contains(message), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertEquals("", outcome.out());
  }
}
