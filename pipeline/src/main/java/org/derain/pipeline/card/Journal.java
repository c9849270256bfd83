package org.derain.pipeline.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.pipeline.codec.DiskFullException;
import org.derain.pipeline.triage.Survey;

/**
 * What has been done with a card: a line of JSON for each survey, for each recording on which work
 * begins, and for each that is done. It lies in a hidden folder of the result. After a kill the
 * same command reads it and goes on; a torn last line is left out. One process writes it at a time.
 */
public final class Journal implements AutoCloseable {
  /** The hidden folder. */
  public static final String FOLDER = ".derain-card";

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Survey> surveys = new HashMap<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<String, Boolean> begun = new HashMap<>();
  private JsonNode settings;

  /**
   * Opens the journal of a result, new or as an earlier run left it.
   *
   * @param output the folder of the result, which is there
   * @param wanted what must be the same for the work to be continued
   */
  public static Journal open(Path output, Map<String, String> wanted) {
    Path folder = output.resolve(FOLDER);
    try {
      Files.createDirectories(folder);
      Journal journal = new Journal(folder.resolve("journal.jsonl"));
      try {
        journal.check(output, wanted);
        return journal;
      } catch (RuntimeException e) {
        journal.close();
        throw e;
      }
    } catch (IOException e) {
      throw new MediaException("cannot write to " + output + ": " + WholeFile.reason(e), e);
    }
  }

  private Journal(Path file) throws IOException {
    this.file = file;
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean alone;
    try {
      alone = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      alone = false;
    }
    if (!alone) {
      channel.close();
      throw new MediaException(
          file.getParent().getParent() + ": another run is writing to it; wait for its end");
    }
    read();
  }

  private void read() throws IOException {
    byte[] all = Files.readAllBytes(file);
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] != '\n') {
        continue;
      }
      try {
        take(JSON.readTree(new String(all, from, i - from, StandardCharsets.UTF_8)));
      } catch (JsonProcessingException e) {
        break;
      }
      from = i + 1;
    }
    channel.truncate(from);
    channel.position(from);
  }

  private void take(JsonNode line) throws JsonProcessingException {
    String key = line.path("key").asText();
    if (line.has("settings")) {
      settings = line.get("settings");
    } else if (line.has("survey")) {
      surveys.put(key, JSON.treeToValue(line.get("survey"), Survey.class));
    } else if (line.has("begun")) {
      begun.put(key, true);
    } else if (line.has("outcome")) {
      outcomes.put(key, JSON.treeToValue(line.get("outcome"), Outcome.class));
    }
  }

  private void check(Path output, Map<String, String> wanted) {
    if (settings == null) {
      ObjectNode line = JSON.createObjectNode();
      line.set("settings", JSON.valueToTree(wanted));
      append(line);
      return;
    }
    StringBuilder differences = new StringBuilder();
    wanted.forEach(
        (name, value) -> {
          String before = settings.path(name).asText("none");
          if (!value.equals(before)) {
            differences.append(differences.isEmpty() ? "" : ", ");
            differences
                .append(name)
                .append(" was ")
                .append(before)
                .append(" and is ")
                .append(value);
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

  /** The setting of an earlier run with the same result; none when there was none. */
  public static Optional<String> setting(Path output, String name) {
    Path file = output.resolve(FOLDER).resolve("journal.jsonl");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      JsonNode value = JSON.readTree(first == null ? "" : first).path("settings").path(name);
      return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // Opening the journal tells what is wrong with it.
    }
  }

  /** A recording as it is now: one that was replaced is another one. */
  private static String key(Recording recording) {
    return recording.name() + "|" + recording.size() + "|" + recording.modified();
  }

  /** What an earlier look found. */
  public synchronized Optional<Survey> survey(Recording recording) {
    return Optional.ofNullable(surveys.get(key(recording)));
  }

  /** Takes down what a look found. */
  public synchronized void surveyed(Surveyed one) {
    surveys.put(key(one.recording()), one.survey());
    append(one.recording(), "survey", JSON.valueToTree(one.survey()));
  }

  /** Whether work on a recording was begun. */
  public synchronized boolean isBegun(Recording recording) {
    return begun.containsKey(key(recording));
  }

  /** Takes down that work on a recording begins: what then appears as its result is ours. */
  public synchronized void begin(Recording recording) {
    if (begun.put(key(recording), true) == null) {
      append(recording, "begun", JSON.valueToTree(true));
    }
  }

  /** What became of a recording. */
  public synchronized Optional<Outcome> outcome(Recording recording) {
    return Optional.ofNullable(outcomes.get(key(recording)));
  }

  /** Takes down what became of a recording. */
  public synchronized void done(Recording recording, Outcome outcome) {
    outcomes.put(key(recording), outcome);
    append(recording, "outcome", JSON.valueToTree(outcome));
  }

  private void append(Recording recording, String what, JsonNode value) {
    ObjectNode line = JSON.createObjectNode().put("key", key(recording));
    line.set(what, value);
    append(line);
  }

  private void append(JsonNode line) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw WholeFile.isFull(e)
          ? new DiskFullException("writing " + file)
          : new MediaException("cannot write " + file + ": " + WholeFile.reason(e), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new MediaException("cannot write " + file + ": " + WholeFile.reason(e), e);
    }
  }
}
