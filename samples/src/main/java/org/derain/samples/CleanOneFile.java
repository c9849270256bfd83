package org.derain.samples;

import java.nio.file.Path;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.ModelTreatment;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.zoo.Zoo;

/** A file in, a file out: what {@code derain clean} does, from a program. */
public final class CleanOneFile {
  private CleanOneFile() {}

  /** Arguments: the rainy file, the clean file, and if you like a model (default: nano). */
  public static void main(String[] args) {
    if (args.length < 2) {
      System.err.println("usage: CleanOneFile IN OUT [MODEL]");
      System.exit(2);
    }
    String model = args.length > 2 ? args[2] : "nano";
    CleanReport report = clean(Path.of(args[0]), Path.of(args[1]), model);
    System.out.printf(
        "%d frames, %.1f fps, %.1f s%n", report.frames().out(), report.fps(), report.wallS());
  }

  /**
   * Cleans a whole file, as H.264 with the default quality.
   *
   * @param out must not exist; its extension chooses the container
   * @param model a name in the zoo, or an ONNX file of ours
   * @throws org.derain.frames.MediaException with one line that says what is wrong
   */
  public static CleanReport clean(Path in, Path out, String model) {
    CleanRequest request =
        new CleanRequest(
            in,
            out,
            new ModelTreatment(Zoo.load(model), Device.AUTO, 0),
            EncoderSettings.of(Codec.H264, null, null, 0),
            PipelineOptions.defaults().withSteady(true),
            Cut.ALL,
            false, // not before and after side by side
            false, // does not continue an earlier run
            false); // does not overwrite
    return new CleanJob(request, "sample", new Console()).run();
  }

  /** Prints what a user should know. */
  private static final class Console implements CleanListener {
    @Override
    public void note(String text) {
      System.err.println("note: " + text);
    }

    @Override
    public void begin(long expected, long finished) {
      System.err.println("about " + expected + " frames");
    }

    @Override
    public void progress(long frames) {
      if (frames % 100 == 0) {
        System.err.println(frames + " frames done");
      }
    }

    @Override
    public void finishing() {
      System.err.println("writing the file");
    }
  }
}
