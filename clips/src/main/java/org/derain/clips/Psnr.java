package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Frames;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Options;

/** How far the pictures of two clips are apart. */
final class Psnr {
  private Psnr() {}

  static double luma(Path one, Path other) {
    try (FileInput first = new FileInput(one.toString(), new Options());
        FileInput second = new FileInput(other.toString(), new Options());
        Graph graph =
            new Graph("[one][other]psnr", name -> video(name.equals("one") ? first : second))) {
      first.complete();
      second.complete();
      Graph.Sink sink = graph.sinks().get(0);
      AVFrame frame = av_frame_alloc();
      double error = 0;
      double peak = 0;
      long frames = 0;
      while (sink.read(frame)) {
        Map<String, String> figures = Libav.entries(frame.metadata());
        String plane = figures.containsKey("lavfi.psnr.mse.y") ? "y" : "g";
        error += Double.parseDouble(figures.get("lavfi.psnr.mse." + plane));
        peak = (1 << av_pix_fmt_desc_get(frame.format()).comp(0).depth()) - 1.0;
        frames++;
        av_frame_unref(frame);
      }
      av_frame_free(frame);
      return error == 0
          ? Double.POSITIVE_INFINITY
          : 10 * Math.log10(peak * peak / (error / frames));
    }
  }

  private static Frames video(FileInput input) {
    for (int i = 0; i < input.streams(); i++) {
      if (input.type(i) == AVMEDIA_TYPE_VIDEO) {
        return input.frames(i);
      }
    }
    throw new ClipException("no video in it");
  }
}
