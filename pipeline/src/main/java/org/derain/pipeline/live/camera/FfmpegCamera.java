package org.derain.pipeline.live.camera;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.live.CameraParts;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.LiveSink;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.SourceAddress;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.live.Waits;
import org.derain.pipeline.live.input.CameraSource;
import org.derain.pipeline.live.input.SourceClock;
import org.derain.pipeline.live.output.CameraOutputs;

/** Real sources and outputs, through FFmpeg. One object belongs to one camera. */
public final class FfmpegCamera implements CameraParts {
  private final SourceClock clock = new SourceClock();
  private Waits waits;

  @Override
  public LiveSource open(CameraSettings settings, Consumer<String> notes, BooleanSupplier stopped) {
    if (waits == null) {
      waits = new Waits(settings.timeouts(), NanoClock.SYSTEM);
    }
    SourceAddress address = SourceAddress.of(settings.source(), settings.timeouts());
    return new CameraSource(settings, address, clock, waits, notes, stopped);
  }

  @Override
  public LiveSink outputs(CameraSettings settings, Consumer<String> notes) {
    return new CameraOutputs(settings, Timeouts.USUAL, notes);
  }
}
