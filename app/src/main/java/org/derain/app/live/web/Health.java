package org.derain.app.live.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.OutputStatus;

/**
 * Whether all cameras do what they should.
 *
 * @param healthy whether every one does
 * @param cameras by name
 */
record Health(boolean healthy, Map<String, One> cameras) {
  /**
   * A camera.
   *
   * @param healthy whether there is no reason against it
   * @param reasons what is wrong, a line each
   */
  record One(boolean healthy, List<String> reasons) {}

  static Health of(List<CameraStatus> all) {
    Map<String, One> cameras = new LinkedHashMap<>();
    for (CameraStatus status : all) {
      List<String> reasons = reasons(status);
      cameras.put(status.name(), new One(reasons.isEmpty(), reasons));
    }
    return new Health(cameras.values().stream().allMatch(One::healthy), cameras);
  }

  private static List<String> reasons(CameraStatus status) {
    List<String> reasons = new ArrayList<>();
    if (status.state() == CameraState.STOPPED && status.error() == null) {
      return reasons; // ended by itself, as files do
    }
    if (status.state() != CameraState.RUNNING) {
      reasons.add(status.state() + (status.error() == null ? "" : ": " + status.error()));
    } else if (status.lastFrameAgeS() > status.silenceS()) {
      reasons.add(String.format(Locale.ROOT, "no frame for %.0f s", status.lastFrameAgeS()));
    }
    for (OutputStatus output : status.outputs()) {
      if (!output.connected()) {
        reasons.add(
            "output "
                + output.url()
                + " is away"
                + (output.error() == null ? "" : ": " + output.error()));
      }
    }
    return reasons;
  }
}
