package org.derain.app.live.web;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.derain.app.live.fleet.ProcessFigures;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.LiveLatency;
import org.derain.pipeline.live.OutputStatus;

/** How the cameras are, in the text format of Prometheus. docs/LIVE.md lists the names. */
final class Metrics {
  /** The content type. */
  static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final List<CameraStatus> cameras;
  private final List<MetricSnapshot> all = new ArrayList<>();

  private Metrics(List<CameraStatus> cameras) {
    this.cameras = cameras;
  }

  /** The whole text. */
  static byte[] of(List<CameraStatus> cameras, ProcessFigures process, String version) {
    Metrics metrics = new Metrics(cameras);
    metrics.frames();
    metrics.cameras();
    metrics.latency();
    metrics.outputs();
    metrics.process(process, version);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, new MetricSnapshots(metrics.all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }

  private void frames() {
    count("derain_camera_frames_received", "Frames received.", CameraStatus::in);
    count("derain_camera_frames_sent", "Frames that left.", CameraStatus::out);
    CounterSnapshot.Builder outcomes = CounterSnapshot.builder();
    outcomes.name("derain_camera_frames").help("Frames by what became of them, and why.");
    for (CameraStatus c : cameras) {
      outcomes.dataPoint(counted(c.derained(), label(c, "outcome", "derained", "reason", "")));
      c.passed().forEach((why, n) -> outcomes.dataPoint(counted(n, outcome(c, "passed", why))));
      c.dropped().forEach((why, n) -> outcomes.dataPoint(counted(n, outcome(c, "dropped", why))));
    }
    all.add(outcomes.build());
  }

  private void cameras() {
    gauge("derain_camera_fps_in", "Frames received per second.", CameraStatus::fpsIn);
    gauge("derain_camera_fps_out", "Frames that left per second.", CameraStatus::fpsOut);
    gauge(
        "derain_camera_last_frame_age_seconds",
        "Time since the last frame was received.",
        CameraStatus::lastFrameAgeS);
    count(
        "derain_camera_reconnects", "Times the source was opened again.", CameraStatus::reconnects);
    gauge("derain_camera_rain_score", "Last rain score: 0 dry, 1 heavy.", CameraStatus::rain);
    gauge("derain_camera_raining", "1 while it counts as rain.", c -> c.raining() ? 1 : 0);
    gauge(
        "derain_camera_deraining_enabled",
        "1 while deraining is switched on.",
        c -> c.deraining() ? 1 : 0);
    gauge("derain_camera_sensitivity", "From 0 to 1.", CameraStatus::sensitivity);
    gauge("derain_camera_ring_depth_frames", "Frames in flight.", CameraStatus::ringDepth);
    gauge("derain_camera_width_pixels", "Width of the pictures.", CameraStatus::width);
    gauge("derain_camera_height_pixels", "Height of the pictures.", CameraStatus::height);
    GaugeSnapshot.Builder states = GaugeSnapshot.builder();
    states.name("derain_camera_state").help("1 for the state that the camera is in.");
    InfoSnapshot.Builder infos = InfoSnapshot.builder();
    infos.name("derain_camera").help("Model in use, where it runs, and the encoder's preset.");
    for (CameraStatus c : cameras) {
      for (CameraState state : CameraState.values()) {
        states.dataPoint(measured(c.state() == state ? 1 : 0, label(c, "state", state.toString())));
      }
      String tier = c.tier() == null ? "" : c.tier();
      String preset = c.preset() == null ? "" : c.preset();
      Labels labels = label(c, "tier", tier, "device", c.device().toString(), "preset", preset);
      infos.dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder().labels(labels).build());
    }
    all.add(states.build());
    all.add(infos.build());
  }

  private void latency() {
    HistogramSnapshot.Builder latencies = HistogramSnapshot.builder();
    latencies
        .name("derain_camera_latency_seconds")
        .help("From the reception of a frame to its written packet.");
    for (CameraStatus c : cameras) {
      LiveLatency l = c.latency();
      latencies.dataPoint(
          HistogramSnapshot.HistogramDataPointSnapshot.builder()
              .classicHistogramBuckets(buckets(l))
              .sum(l.sumMs() / 1000)
              .labels(label(c))
              .build());
    }
    all.add(latencies.build());
  }

  private static ClassicHistogramBuckets buckets(LiveLatency latency) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long below = 0;
    for (int b = 0; b < LiveLatency.BOUNDS_MS.size(); b++) {
      long upTo = latency.buckets().get(b);
      buckets.bucket(LiveLatency.BOUNDS_MS.get(b) / 1000, upTo - below);
      below = upTo;
    }
    return buckets.bucket(Double.POSITIVE_INFINITY, latency.count() - below).build();
  }

  private void outputs() {
    output("derain_output_packets", "Packets written.", OutputStatus::packets);
    output("derain_output_bytes", "Bytes written.", OutputStatus::bytes);
    output("derain_output_lost_packets", "Packets missed.", OutputStatus::lost);
    output("derain_output_reconnects", "Times it was opened again.", OutputStatus::reconnects);
    GaugeSnapshot.Builder connected = GaugeSnapshot.builder();
    connected.name("derain_output_connected").help("1 while packets go out.");
    eachOutput((o, labels) -> connected.dataPoint(measured(o.connected() ? 1 : 0, labels)));
    all.add(connected.build());
  }

  private void process(ProcessFigures p, String version) {
    single("process_resident_memory_bytes", "Memory in use (RSS).", p.residentBytes());
    single("derain_native_memory_bytes", "Unshared memory outside Java's heap.", p.nativeBytes());
    single("derain_heap_memory_bytes", "Java's heap in use.", p.heapBytes());
    single("derain_threads", "Java's threads.", p.threads());
    single("derain_uptime_seconds", "Time since the start.", p.uptimeS());
    all.add(
        CounterSnapshot.builder()
            .name("process_cpu_seconds")
            .help("Processor time.")
            .dataPoint(counted(p.cpuS(), Labels.EMPTY))
            .build());
    all.add(
        InfoSnapshot.builder()
            .name("derain_build")
            .help("This program.")
            .dataPoint(
                InfoSnapshot.InfoDataPointSnapshot.builder()
                    .labels(Labels.of("version", version))
                    .build())
            .build());
  }

  private void single(String name, String help, double value) {
    all.add(
        GaugeSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(measured(value, Labels.EMPTY))
            .build());
  }

  private void count(String name, String help, ToLongFunction<CameraStatus> value) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder();
    counter.name(name).help(help);
    cameras.forEach(c -> counter.dataPoint(counted(value.applyAsLong(c), label(c))));
    all.add(counter.build());
  }

  private void gauge(String name, String help, ToDoubleFunction<CameraStatus> value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder();
    gauge.name(name).help(help);
    cameras.forEach(c -> gauge.dataPoint(measured(value.applyAsDouble(c), label(c))));
    all.add(gauge.build());
  }

  private void output(String name, String help, ToLongFunction<OutputStatus> value) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder();
    counter.name(name).help(help);
    eachOutput((o, labels) -> counter.dataPoint(counted(value.applyAsLong(o), labels)));
    all.add(counter.build());
  }

  /** Two outputs may look the same once they are redacted: their number tells them apart. */
  private void eachOutput(BiConsumer<OutputStatus, Labels> use) {
    for (CameraStatus c : cameras) {
      for (int i = 0; i < c.outputs().size(); i++) {
        OutputStatus output = c.outputs().get(i);
        String number = Integer.toString(i);
        use.accept(output, label(c, "output", output.url(), "number", number));
      }
    }
  }

  private static CounterSnapshot.CounterDataPointSnapshot counted(double value, Labels labels) {
    return CounterSnapshot.CounterDataPointSnapshot.builder().value(value).labels(labels).build();
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot measured(double value, Labels labels) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
  }

  private static Labels outcome(CameraStatus camera, String outcome, Object reason) {
    return label(camera, "outcome", outcome, "reason", reason.toString());
  }

  private static Labels label(CameraStatus camera, String... more) {
    Labels labels = Labels.of("camera", camera.name());
    return more.length == 0 ? labels : labels.merge(Labels.of(more));
  }
}
