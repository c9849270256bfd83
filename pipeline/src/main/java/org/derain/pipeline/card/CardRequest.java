package org.derain.pipeline.card;

import java.nio.file.Path;
import java.util.Map;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.Signature;
import org.derain.pipeline.clean.Treatment;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.run.PipelineOptions;

/**
 * How a card is cleaned.
 *
 * @param output the folder of the result
 * @param treatment what is done to rainy frames
 * @param codec what is cleaned is stored in; null for each recording's own
 * @param crf quality of what is encoded; null for the codec's own default
 * @param preset of the encoder; null for the codec's own default
 * @param threads of each job, 0 for all cores
 * @param link dry recordings become second names of the same files where the disk allows it
 * @param overwrite files that are there already may be replaced
 * @param version of the program: only the same one continues a killed run
 */
public record CardRequest(
    Path output,
    Treatment treatment,
    Codec codec,
    Integer crf,
    String preset,
    int threads,
    PipelineOptions pipeline,
    boolean link,
    boolean overwrite,
    String version) {
  /** What the rainy parts of a recording are stored in. */
  public Codec codec(Task task) {
    return codec == null ? task.codec() : codec;
  }

  /** Where the result of a recording goes, from {@code output} on. */
  public Path place(Task task) {
    return task.place(codec(task));
  }

  /**
   * How a recording is cleaned.
   *
   * @param stored what its rainy parts are stored in
   */
  public CleanRequest clean(Path recording, Path target, Codec stored) {
    return new CleanRequest(
        recording,
        target,
        treatment,
        EncoderSettings.of(stored, crf, preset, threads),
        pipeline,
        Cut.ALL,
        false,
        true,
        overwrite);
  }

  /**
   * Everything that decides what the result looks like: a run can be continued by the same only.
   */
  public Map<String, String> signature() {
    return new Signature()
        .with(treatment.signature())
        .with("codec", codec == null ? "the recording's own" : codec.label())
        .with("crf", String.valueOf(crf))
        .with("preset", String.valueOf(preset))
        .with(pipeline)
        .with("version", version)
        .all();
  }
}
