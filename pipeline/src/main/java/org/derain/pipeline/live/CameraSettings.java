package org.derain.pipeline.live;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.derain.frames.MediaException;
import org.derain.pipeline.Keep;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Gate;

/**
 * What a camera operator asked for.
 *
 * @param name unique among the cameras of a process
 * @param source what FFmpeg opens: an address with credentials, a device, a file
 * @param outputs where the clean video goes: addresses, files, HLS folders
 * @param latency how long frames may wait for those after them
 * @param onOverload what becomes of frames that would be late
 * @param maxAge how old a frame may become between its reception and the encoder
 * @param model a name in the zoo or an ONNX file; null to take the largest of the zoo that keeps up
 * @param always whether to derain although it does not rain
 * @param sensitivity 0 to 1: it counts as rain from a rain score of 1 - sensitivity on
 * @param keep parts of the picture that come out as they came, bit for bit before the encoder
 * @param scale how many times smaller pictures are analysed than they are
 * @param segment length of the files that a recording is cut into; null for one file
 * @param realtime whether a file is played at its own speed
 * @param encoder how outputs are encoded
 * @param device where the network runs
 * @param threads CPU threads of the network; 0 for one per core
 * @param timeouts how long the source is waited for
 */
public record CameraSettings(
    String name,
    String source,
    List<String> outputs,
    Latency latency,
    OnOverload onOverload,
    Duration maxAge,
    String model,
    boolean always,
    double sensitivity,
    List<Keep> keep,
    Scale scale,
    Duration segment,
    boolean realtime,
    EncoderSettings encoder,
    Device device,
    int threads,
    Timeouts timeouts) {
  /** The age that frames may reach when nothing else is asked for. */
  public static final Duration MAX_AGE = Duration.ofMillis(500);

  /** The age that may be asked for at most: seconds of frames are all that is kept. */
  public static final Duration OLDEST = Duration.ofSeconds(30);

  /** The sensitivity when nothing else is asked for. */
  public static final double SENSITIVITY = Gate.NETWORK.sensitivity();

  /** Checks the ranges. */
  public CameraSettings {
    outputs = List.copyOf(outputs);
    keep = List.copyOf(keep);
    sensitivity = new Gate(sensitivity).sensitivity();
    if (maxAge.isNegative() || maxAge.isZero() || maxAge.compareTo(OLDEST) > 0) {
      throw new IllegalArgumentException(
          "the age of a frame is more than 0 and at most " + OLDEST.toSeconds() + "s");
    }
    if (segment != null && (segment.isNegative() || segment.isZero())) {
      throw new IllegalArgumentException("the length of a segment is more than 0");
    }
    DerainerOptions.checkThreads(threads);
  }

  /** A camera with all defaults: low latency, late frames passed, H.264. */
  public static CameraSettings of(String name, String source, List<String> outputs) {
    return new CameraSettings(
        name,
        source,
        outputs,
        Latency.LOW,
        OnOverload.PASS,
        MAX_AGE,
        null,
        false,
        SENSITIVITY,
        List.of(),
        Scale.AUTO,
        null,
        false,
        EncoderSettings.of(Codec.H264, null, "veryfast", 0),
        Device.AUTO,
        0,
        Timeouts.USUAL);
  }

  /** What can never work about its source, redacted. */
  public Optional<String> sourceProblem() {
    boolean known = source.startsWith("javacv:") || SourceAddress.of(source, timeouts).known();
    return Credentials.problem(source)
        .or(() -> known ? Optional.empty() : Optional.of(CameraErrors.UNKNOWN_PROTOCOL))
        .map(problem -> Redacted.url(source) + ": " + problem);
  }

  /** Its source when that is a file; null for anything else, also for a device: it may come. */
  public Path sourceFile() {
    return SourceAddress.of(source, timeouts).file();
  }

  /** What can never work about its source and its outputs, redacted. */
  public Optional<String> problem() {
    try {
      return sourceProblem()
          .or(
              () ->
                  outputs.stream()
                      .flatMap(to -> OutputAddress.of(to).problem(encoder.codec()).stream())
                      .findFirst());
    } catch (MediaException e) {
      return Optional.of(e.getMessage());
    } catch (InvalidPathException e) {
      return Optional.of("this can be no path: " + e.getReason());
    }
  }

  /** Without credentials. */
  @Override
  public String toString() {
    return name
        + ": "
        + Redacted.url(source)
        + " to "
        + outputs.stream().map(Redacted::url).toList();
  }
}
