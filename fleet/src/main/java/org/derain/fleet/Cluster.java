package org.derain.fleet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.derain.frames.MediaException;

/** How Spark is started, and what it is told unless the user says otherwise. */
final class Cluster {
  /** Tries of a task, as Spark has it. */
  private static final int TRIES = 4;

  private static final String EXECUTOR_OPTIONS =
      "-XX:+UseSerialGC -Djava.awt.headless=true -Dorg.bytedeco.javacpp.nopointergc=true"
          + " -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0";

  private Cluster() {}

  /** Starts it: with what spark-submit says, then what the user says. */
  static JavaSparkContext start(FleetOptions options) {
    SparkConf conf = new SparkConf().setAppName("derain fleet");
    if (options.cluster.master != null) {
      conf.setMaster(options.cluster.master);
    }
    options.cluster.conf.forEach(conf::set);
    conf.setIfMissing("spark.master", "local[*]");
    if (isLocal(conf)) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.ui.enabled", "false");
    } else {
      jars().ifPresent(all -> conf.setIfMissing("spark.jars", all));
    }
    conf.setIfMissing("spark.ui.showConsoleProgress", "true");
    conf.setIfMissing("spark.executor.defaultJavaOptions", EXECUTOR_OPTIONS);
    conf.setIfMissing("spark.executorEnv.ORT_DISABLE_TELEMETRY", "1");
    conf.setIfMissing("spark.executorEnv.SVT_LOG", "1");
    conf.setIfMissing("spark.executorEnv.OPENCV_LOG_LEVEL", "OFF");
    try {
      return new JavaSparkContext(conf);
    } catch (RuntimeException e) {
      throw failure(conf, e);
    } catch (Exception e) {
      // Scala throws what its signatures do not tell.
      if (e instanceof SparkException) {
        throw failure(conf, e);
      }
      throw e;
    }
  }

  private static MediaException failure(SparkConf conf, Exception e) {
    return new MediaException(
        "Spark does not start with master " + conf.get("spark.master") + ": " + e.getMessage(), e);
  }

  private static boolean isLocal(SparkConf conf) {
    return conf.get("spark.master").startsWith("local");
  }

  /**
   * Threads of each task: as many as Spark counts for it, so that machines are full, not fuller.
   */
  static int threads(JavaSparkContext spark, FleetOptions options) {
    int said = options.network.threads(1);
    return said > 0 ? said : cpus(spark);
  }

  /** Cores that Spark counts for a task. */
  static int cpus(JavaSparkContext spark) {
    return spark.getConf().getInt("spark.task.cpus", 1);
  }

  /** GPUs that Spark counts for a task; a part of one when tasks share it. */
  static double gpus(JavaSparkContext spark) {
    return spark.getConf().getDouble("spark.task.resource.gpu.amount", 0);
  }

  /** How often Spark tries a task: local[N] once, local[N,M] M times. */
  static int tries(JavaSparkContext spark) {
    SparkConf conf = spark.getConf();
    if (isLocal(conf) && !conf.get("spark.master").startsWith("local-cluster")) {
      String[] words = conf.get("spark.master").replaceAll("[\\[\\]]", ",").split(",");
      return words.length > 2 ? Integer.parseInt(words[2].strip()) : 1;
    }
    return conf.getInt("spark.task.maxFailures", TRIES);
  }

  /** The jars that lie beside this one, for machines that have Spark alone; none in a build. */
  private static java.util.Optional<String> jars() {
    try {
      Path own = Path.of(Cluster.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!own.toString().endsWith(".jar")) {
        return java.util.Optional.empty();
      }
      try (Stream<Path> all = Files.list(own.getParent())) {
        return java.util.Optional.of(
            all.map(Path::toString)
                .filter(name -> name.endsWith(".jar"))
                .sorted()
                .map(name -> new File(name).toURI().toString())
                .collect(Collectors.joining(",")));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
