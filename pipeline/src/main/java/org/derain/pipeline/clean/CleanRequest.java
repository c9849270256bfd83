package org.derain.pipeline.clean;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.pipeline.Memory;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.demux.MediaSource;
import org.derain.pipeline.demux.Surroundings;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.scale.Scale;

/**
 * One file to clean.
 *
 * @param output the target, whose extension chooses the container
 * @param treatment what is done to its frames
 * @param compare before and after side by side instead of the clean video alone
 * @param resume continue what an interrupted run left
 * @param overwrite an existing target may be replaced
 * @param around the recordings of the same drive before and behind, which windows at its ends see
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
    boolean overwrite,
    Surroundings around) {

  /** Of a file that stands alone. */
  public CleanRequest(
      Path input,
      Path output,
      Treatment treatment,
      EncoderSettings encoder,
      PipelineOptions pipeline,
      Cut cut,
      boolean compare,
      boolean resume,
      boolean overwrite) {
    this(
        input,
        output,
        treatment,
        encoder,
        pipeline,
        cut,
        compare,
        resume,
        overwrite,
        Surroundings.NONE);
  }

  /**
   * Everything that decides what the result looks like: a run can be continued by the same only.
   *
   * @param source what is in the input
   */
  public Map<String, String> signature(String source, String version) {
    return new Signature()
        .with("source", source)
        .with(treatment.signature())
        .with(encoder)
        .with(pipeline)
        .with(cut)
        .with("compare", Boolean.toString(compare))
        .with("before", name(around.before()))
        .with("after", name(around.after()))
        .with("version", version)
        .all();
  }

  private static String name(Path file) {
    return file == null ? "none" : file.getFileName().toString();
  }

  /** Opens the frames of a part of it, with those that its windows see. */
  public MediaSource source(Cut part, Consumer<String> notes) {
    return MediaSource.open(input, around, part, encoder.codec(), encoder.threads(), notes);
  }

  /**
   * The same with the scale that fits the memory: what a run shares with one that it continues.
   *
   * @param format of the pictures
   * @param notes told when it is smaller than asked
   */
  public CleanRequest fitted(FrameFormat format, Consumer<String> notes) {
    if (pipeline.bypass()) {
      return withScale(Scale.FULL);
    }
    Scale wanted = treatment.scale(pipeline.scale(), format);
    return withScale(FittingScale.of(wanted, format, Memory.freeBytes(), notes));
  }

  /** The size at which pictures of a format are analysed. */
  public FrameFormat analysed(FrameFormat format) {
    return pipeline.bypass() ? format : pipeline.scale().analysed(format);
  }

  /**
   * Gets the treatment ready for a source, at the size at which its frames are analysed.
   *
   * @param first number of the frame in the clip that it sees first
   */
  public Treatment.Filter filter(MediaSource source, long first, Consumer<String> notes) {
    return pipeline.bypass()
        ? new BypassFilter()
        : treatment.open(analysed(source.format()), source.traits().frameRate(), first, notes);
  }

  private CleanRequest withScale(Scale scale) {
    return with(pipeline.withScale(scale), around);
  }

  /** The same between other recordings of its drive. */
  public CleanRequest between(Surroundings others) {
    return with(pipeline, others);
  }

  private CleanRequest with(PipelineOptions options, Surroundings others) {
    return new CleanRequest(
        input, output, treatment, encoder, options, cut, compare, resume, overwrite, others);
  }

  /** Checks everything about the target that can be checked before work begins. */
  public void check() {
    MediaException.throwIf(
        Container.of(output).problem(encoder.codec()).map(problem -> output + ": " + problem));
    Target.check(input, output, overwrite);
  }
}
