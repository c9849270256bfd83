package org.derain.app.live.fleet;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.DropReason;
import org.derain.pipeline.live.LiveLatency;
import org.derain.pipeline.live.OutputStatus;
import org.derain.pipeline.live.PassReason;
import org.derain.pipeline.live.Preview;
import org.derain.pipeline.live.Redacted;

/** A camera of a test: 25 frames per second by the clock, rain drawn onto a plain scene. */
public class FakeCamera implements Camera {
  private static final int FPS = 25;

  private final CameraSettings settings;
  private final long begun = System.nanoTime();

  /** What is told of the state. */
  public volatile CameraState state = CameraState.CONNECTING;

  /** What is told of the last frame. */
  public volatile double ageS = 0.02;

  /** How long it may give no frame. */
  public volatile double silenceS = 5;

  /** What is told to be wrong. */
  public volatile String error;

  /** Whether its outputs are connected. */
  public volatile boolean connected = true;

  /** How often it was closed. */
  public volatile int closed;

  private volatile boolean deraining = true;
  private volatile String model;
  private volatile double sensitivity;
  private long off;
  private long counted;

  /** A camera that is not started. */
  public FakeCamera(CameraSettings settings) {
    this.settings = settings;
    this.model = settings.model();
    this.sensitivity = settings.sensitivity();
  }

  @Override
  public CameraSettings settings() {
    return settings;
  }

  @Override
  public void start() {
    state = CameraState.RUNNING;
  }

  private long frame() {
    return (System.nanoTime() - begun) * FPS / 1_000_000_000;
  }

  private double rain() {
    return 0.6 + 0.3 * Math.sin(frame() / 40.0);
  }

  @Override
  public synchronized CameraStatus status() {
    long in = frame();
    off += deraining ? 0 : in - counted;
    counted = in;
    long late = in / 20;
    List<Long> buckets = new ArrayList<>();
    long left = in;
    for (double bound : LiveLatency.BOUNDS_MS) {
      buckets.add(Math.round(left * Math.min(1, bound / 120)));
    }
    return new CameraStatus(
        settings.name(),
        Redacted.url(settings.source()),
        state,
        error,
        640,
        360,
        1,
        FPS,
        FPS,
        ageS,
        silenceS,
        in,
        in - late - off,
        Map.of(PassReason.LATE, late, PassReason.OFF, off),
        Map.of(DropReason.DAMAGED, 0L),
        new LiveLatency(41, 78, 96, 110, left, left * 45.0, buckets),
        new LatencyStats(41, 78, 95, 99),
        2,
        rain(),
        rain() >= 1 - sensitivity,
        deraining,
        model == null ? "nano" : model,
        Device.CPU,
        "veryfast",
        sensitivity,
        2,
        settings.outputs().stream()
            .map(o -> new OutputStatus(Redacted.url(o), connected, in, in * 900, 0, 1, null))
            .toList());
  }

  @Override
  public void deraining(boolean on) {
    status();
    deraining = on;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public void model(String choice) {
    model = choice;
  }

  @Override
  public void sensitivity(double to) {
    sensitivity = to;
  }

  @Override
  public Optional<Preview> preview() {
    long number = frame() / 3;
    return Optional.of(
        new Preview(number, deraining, picture(number, true), picture(number, !deraining)));
  }

  private static byte[] picture(long number, boolean rainy) {
    BufferedImage image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setPaint(
        new java.awt.GradientPaint(0, 0, new Color(90, 110, 130), 0, 360, new Color(40, 60, 50)));
    g.fillRect(0, 0, 640, 360);
    g.setColor(new Color(170, 60, 50));
    g.fillRect((int) (number * 5 % 640), 220, 90, 46);
    if (rainy) {
      g.setColor(new Color(230, 235, 240, 150));
      g.setStroke(new BasicStroke(1.6f));
      Random random = new Random(number);
      for (int i = 0; i < 220; i++) {
        int x = random.nextInt(640);
        int y = random.nextInt(360);
        g.drawLine(x, y, x + 4, y + 22);
      }
    }
    g.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jpeg.toByteArray();
  }

  @Override
  public void close() {
    closed++;
    state = CameraState.STOPPED;
  }
}
