package org.derain.training;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;

/** placeholder main */
public final class Main {
  private Main() {}

  /** Trains. */
  public static void main(String[] args) throws Exception {
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    org.bytedeco.opencv.global.opencv_core.setNumThreads(1);
    RunFile run = RunFile.read(Path.of(args[0]));
    System.out.println("decoding footage");
    try (Footage footage = new Footage(run.footage().stream().map(RunFile.Clip::file).toList());
        Validation validation = new Validation(run, footage);
        Trainer trainer = new Trainer(run, System.out);
        SamplePool pool =
            new SamplePool(
                new SampleRenderer(footage, run.patch(), run.dry(), run.seed() + trainer.steps()),
                run.pool(),
                run.reuse(),
                run.seed() + trainer.steps())) {
      System.out.println("training");
      trainer.train(pool, validation, new TrainingLog(run.out().resolve("log.csv")));
    }
  }
}
