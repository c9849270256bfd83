package org.derain.samples;

import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber.ImageMode;
import org.derain.javacv.DerainFrameFilter;

/**
 * An RTSP camera through a grabber of JavaCV, the filter, and a recorder, for some seconds. For
 * cameras that are watched for weeks, with reconnects and a page, there is {@code derain live}.
 */
public final class CameraThroughJavacv {
  private CameraThroughJavacv() {}

  /** Arguments: rtsp://..., the clean file, seconds, and if you like a model (default: nano). */
  public static void main(String[] args) throws Exception {
    if (args.length < 3) {
      System.err.println("usage: CameraThroughJavacv RTSP OUT SECONDS [MODEL]");
      System.exit(2);
    }
    double seconds = Double.parseDouble(args[2]);
    String model = args.length > 3 ? args[3] : "nano";
    try (FFmpegFrameGrabber camera = camera(args[0])) {
      System.out.println(record(camera, args[1], seconds, model) + " pictures");
    }
  }

  /** A grabber that waits no longer than five seconds, and takes nothing out of order. */
  public static FFmpegFrameGrabber camera(String address) {
    FFmpegFrameGrabber camera = new FFmpegFrameGrabber(address);
    camera.setFormat("rtsp");
    camera.setOption("rtsp_transport", "tcp");
    camera.setOption("timeout", "5000000"); // in microseconds; without it a dead camera hangs
    camera.setImageMode(ImageMode.RAW);
    return camera;
  }

  /**
   * Records the clean pictures of a camera until the time is over or it is lost.
   *
   * @param camera not started
   * @param seconds by the camera's clock
   * @return the number of pictures
   */
  public static int record(FFmpegFrameGrabber camera, String out, double seconds, String model)
      throws Exception {
    int pictures = 0;
    camera.startUnsafe(); // start() would hold up every other camera of the process
    try (DerainFrameFilter filter = new DerainFrameFilter(model);
        FFmpegFrameRecorder recorder = ClipThroughJavacv.recorder(out, camera)) {
      recorder.start();
      long first = Long.MIN_VALUE;
      Frame frame;
      do {
        frame = camera.grab(); // null when the camera is lost
        if (frame != null && frame.image != null) {
          first = first == Long.MIN_VALUE ? frame.timestamp : first;
          frame = frame.timestamp - first < seconds * 1e6 ? frame : null;
        }
        filter.push(frame);
        for (Frame clean = filter.pull(); clean != null; clean = filter.pull()) {
          if (clean.image != null) {
            // Where the camera left pictures out, the recording shows one for longer.
            recorder.setTimestamp(Math.max(recorder.getTimestamp(), clean.timestamp - first));
            pictures++;
          }
          recorder.record(clean);
        }
      } while (frame != null);
    }
    return pictures;
  }
}
