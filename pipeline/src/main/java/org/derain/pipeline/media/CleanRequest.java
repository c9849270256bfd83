package org.derain.pipeline.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.pipeline.PipelineOptions;

/**
 * One file to clean.
 *
 * @param output the target, whose extension chooses the container
 * @param treatment what is done to its frames
 * @param compare before and after side by side instead of the clean video alone
 * @param resume continue what an interrupted run left
 * @param overwrite an existing target may be replaced
 */
public record CleanRequest(
    Path input,
    Path output,
    Treatment treatment,
    EncoderSettings encoder,
    PipelineOptions pipeline,
    Cut cut,
    boolean compare,
    boolean resume,
    boolean overwrite) {

  /**
   * Everything that decides what the result looks like: a run can be continued by the same only.
   */
  Map<String, String> signature(String version) {
    Map<String, String> all = new LinkedHashMap<>();
    try {
      all.put("source", input.toRealPath().toString());
      all.put("size", Long.toString(Files.size(input)));
      all.put("modified", Files.getLastModifiedTime(input).toString());
    } catch (IOException e) {
      throw new MediaException(input + ": not readable: " + e.getMessage(), e);
    }
    all.put("treatment", treatment.fingerprint());
    all.put("--codec", encoder.codec().label());
    all.put("--crf", Integer.toString(encoder.crf()));
    all.put("--preset", encoder.preset());
    all.put("--start", Double.toString(cut.start()));
    all.put("--duration", Double.toString(cut.duration()));
    all.put("--compare", Boolean.toString(compare));
    all.put("windows", pipeline.future() + (pipeline.align() ? " aligned" : ""));
    all.put("bypass", Boolean.toString(pipeline.bypass()));
    all.put("version", version);
    return all;
  }

  /** Checks everything about the target that can be checked before work begins. */
  public void check() {
    String complaint = Container.of(output).complaint(encoder.codec());
    if (complaint != null) {
      throw new MediaException(output + ": " + complaint);
    }
    Target.check(input, output, overwrite);
  }
}
