package org.derain.app.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.derain.app.cli.Usage;
import org.derain.app.cli.Variables;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import picocli.CommandLine.Option;

/** Whom a user wants to be told of rain, in every command that watches. */
public final class SignalOptions {
  /** The variable that a secret may stand in. */
  static final String SECRET_VARIABLE = "DERAIN_HOOK_SECRET";

  private static final int LARGEST = 4096;

  /** Made by picocli. */
  public SignalOptions() {}

  @Option(
      names = "--on-rain",
      paramLabel = "URL",
      converter = Variables.Filled.class,
      description =
          "A web hook: POST JSON here when rain begins, changes its kind and ends. May be given"
              + " several times.")
  List<String> onRain = List.of();

  @Option(
      names = "--on-rain-secret-file",
      paramLabel = "FILE",
      description =
          "Sign what web hooks are told with the secret in this file (HMAC-SHA256). Default: the"
              + " variable DERAIN_HOOK_SECRET, if it is set.")
  Path secretFile;

  @Option(
      names = "--mqtt",
      paramLabel = "URL",
      converter = Variables.Filled.class,
      description =
          "Publish the same to an MQTT 5 broker, where Home Assistant finds it.%n"
              + "mqtt://[USER:PASSWORD@]HOST[:PORT][/TOPIC], mqtts:// for TLS. Default topic:"
              + " derain.")
  String mqtt;

  @Option(
      names = "--trust",
      paramLabel = "FILE.pem",
      description =
          "Believe the certificates in this file, too, of https:// web hooks and of the broker.")
  Path trust;

  /** All addresses that were given. */
  public List<String> urls() {
    return Stream.concat(onRain.stream(), Stream.ofNullable(mqtt)).toList();
  }

  /**
   * Begins to tell those.
   *
   * @param notes told what the user should know, redacted; from several threads
   * @param version of this program
   * @throws MediaException when a file cannot be used
   */
  public RainSignals open(Consumer<String> notes, String version) {
    SSLContext believed = trust == null ? null : Trust.of(trust);
    String secret = secret(System::getenv);
    RainSignals signals = new RainSignals(Clock.systemUTC(), believed, notes);
    signals.hooks(onRain.stream().map(url -> new HookAddress(url, secret)).toList());
    if (mqtt != null) {
      signals.publish(new MqttReceiver(MqttAddress.of(mqtt), believed, version));
    }
    return signals;
  }

  /** The addresses of web hooks as they were given. */
  public List<String> onRain() {
    return onRain;
  }

  /**
   * The secret of web hooks for which nothing else says one; null for none.
   *
   * @param environment gives a variable's value, or null
   * @throws MediaException when the file cannot be read or holds no secret
   */
  public String secret(Function<String, String> environment) {
    if (secretFile == null) {
      String value = environment.apply(SECRET_VARIABLE);
      return value == null || value.isEmpty() ? null : checked(value, SECRET_VARIABLE);
    }
    try {
      if (Files.size(secretFile) > LARGEST) {
        throw new MediaException(secretFile + ": too large for a secret");
      }
      return checked(Files.readString(secretFile).strip(), secretFile.toString());
    } catch (IOException e) {
      throw new MediaException("cannot read " + secretFile + ": " + WholeFile.reason(e), e);
    }
  }

  private static String checked(String secret, String where) {
    HookAddress.secretProblem(secret)
        .ifPresent(
            problem -> {
              throw new MediaException(where + ": " + problem);
            });
    return secret;
  }

  /**
   * What is wrong with the values.
   *
   * @param alone whether web hooks are given nowhere else
   */
  public Optional<String> problem(boolean alone) {
    return Usage.first(
        Usage.when(
            secretFile != null && onRain.isEmpty() && alone,
            "--on-rain-secret-file is for --on-rain"),
        onRain.stream()
            .flatMap(url -> HookAddress.problem(url).stream())
            .findFirst()
            .map(problem -> "--on-rain: " + problem),
        mqttProblem());
  }

  private Optional<String> mqttProblem() {
    try {
      if (mqtt != null) {
        MqttAddress.of(mqtt);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("--mqtt: " + e.getMessage());
    }
  }
}
