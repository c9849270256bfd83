package org.derain.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.derain.frames.MediaException;
import org.derain.pipeline.card.Outcome;
import org.derain.pipeline.cut.CutJob;
import org.derain.pipeline.triage.Survey;

/**
 * The hidden folder of a result in which tasks leave what others go on with: for each recording
 * what a look found, its encoded stretches, and in the end what became of it. The same command
 * reads it and goes on. A recording that was replaced is another one.
 */
final class WorkArea implements Serializable {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Store store;
  private final String output;

  /** Of the folder of a result. */
  WorkArea(Store store, String output) {
    this.store = store;
    this.output = output;
  }

  /** The file systems. */
  Store store() {
    return store;
  }

  /** Where a file of the result goes. */
  Path target(String place) {
    return new Path(new Path(output), place);
  }

  private Path folder() {
    return new Path(output, ".derain-fleet");
  }

  private Path folder(Source source) {
    return new Path(folder(), key(source));
  }

  private static String key(Source source) {
    try {
      String text = source.place() + "|" + source.size() + "|" + source.modified();
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A name that no other task has. */
  Path part() {
    return new Path(folder(), "part-" + UUID.randomUUID());
  }

  /** Where an encoded stretch is left. */
  Path stretch(Source source, int number) {
    return new Path(folder(source), CutJob.name(number));
  }

  /** What an earlier look found. */
  Optional<Survey> survey(Source source) throws IOException {
    return read(new Path(folder(source), "survey.json"), Survey.class);
  }

  /** Leaves what a look found. */
  void surveyed(Source source, Survey survey) throws IOException {
    write(new Path(folder(source), "survey.json"), survey);
  }

  /**
   * What was in the place of a result when work on it began.
   *
   * @param size in bytes; -1 for nothing
   */
  record Before(long size, long modified) {}

  /** Whether what is in the place of a result now appeared there since work on it began. */
  boolean isOurs(Source source, Path target) throws IOException {
    Optional<Before> before = read(new Path(folder(source), "begun.json"), Before.class);
    return before.isPresent() && !before.get().equals(now(target)) && store.exists(target);
  }

  /** Says that work on the result of a source begins. */
  void begin(Source source, Path target) throws IOException {
    write(new Path(folder(source), "begun.json"), now(target));
  }

  private Before now(Path target) throws IOException {
    if (!store.exists(target)) {
      return new Before(-1, 0);
    }
    org.apache.hadoop.fs.FileStatus there = store.at(target).getFileStatus(target);
    return new Before(there.getLen(), there.getModificationTime());
  }

  /** What became of a source, if its result is still there. */
  Optional<Done> done(Video video) throws IOException {
    Optional<Outcome> outcome =
        read(new Path(folder(video.source()), "outcome.json"), Outcome.class);
    if (outcome.isEmpty()
        || store.size(target(outcome.get().target())) != outcome.get().targetSize()) {
      return Optional.empty();
    }
    Outcome was = outcome.get();
    return Optional.of(
        new Done(
            video,
            was.action(),
            was.frames(),
            was.targetSize(),
            was.wallS(),
            new java.util.ArrayList<>(was.notes()),
            null));
  }

  /** Leaves what became of a source; its stretches are of no more use. */
  void finish(Done done) throws IOException {
    Source source = done.video().source();
    write(new Path(folder(source), "outcome.json"), done.outcome(0));
    for (int i = 0; store.exists(stretch(source, i)); i++) {
      store.delete(stretch(source, i));
    }
  }

  /**
   * Refuses to go on with what other settings made.
   *
   * @param wanted what must be the same
   */
  void check(Map<String, String> wanted) throws IOException {
    Path file = new Path(folder(), "settings.json");
    Map<?, ?> before = read(file, TreeMap.class).orElse(null);
    if (before == null) {
      write(file, wanted);
      return;
    }
    StringBuilder differences = new StringBuilder();
    wanted.forEach(
        (name, value) -> {
          if (!value.equals(before.get(name))) {
            differences.append(differences.isEmpty() ? "" : ", ");
            differences.append(name).append(" was ").append(before.get(name));
            differences.append(" and is ").append(value);
          }
        });
    if (!differences.isEmpty()) {
      throw new MediaException(
          output
              + ": holds the result of another run, which had other settings ("
              + differences
              + "); use those, or another folder");
    }
  }

  private <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    String text = store.text(file);
    return text == null ? Optional.empty() : Optional.of(JSON.readValue(text, type));
  }

  private void write(Path file, Object value) throws IOException {
    store.put(out -> out.write(JSON.writeValueAsBytes(value)), part(), file, true);
  }

  /** A survey on its way through Spark. */
  static String text(Survey survey) {
    try {
      return JSON.writeValueAsString(survey);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A survey that came through Spark. */
  static Survey survey(String text) {
    try {
      return JSON.readValue(text, Survey.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
