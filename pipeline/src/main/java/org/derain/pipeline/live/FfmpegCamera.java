package org.derain.pipeline.live;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Real sources and outputs, through FFmpeg. One object belongs to one camera. */
public final class FfmpegCamera implements CameraParts {
  private final SourceClock clock = new SourceClock();
  private Waits waits;

  @Override
  public LiveSource open(CameraSettings settings, Consumer<String> notes, BooleanSupplier stopped) {
    if (waits == null) {
      waits = new Waits(settings.patience());
    }
    SourceAddress address = SourceAddress.of(settings.source(), settings.patience());
    return new CameraSource(settings, address, clock, waits, notes, stopped);
  }

  @Override
  public LiveSink outputs(CameraSettings settings, Consumer<String> notes) {
    return new CameraOutputs(settings, Patience.USUAL, notes);
  }
}
