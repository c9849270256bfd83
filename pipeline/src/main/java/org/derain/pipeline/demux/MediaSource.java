package org.derain.pipeline.demux;

import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.Rational;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Memory;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.FrameIntake;
import org.derain.pipeline.codec.PixelLayout;
import org.derain.pipeline.codec.VideoTraits;

/**
 * The frames of a video file. 4:2:0 with 8 to 12 bits comes out as it is; what is converted, and
 * everything else worth knowing, is reported through the notes. Frames around the cut and frames
 * that an earlier run finished come out as context where a window needs them, and not at all
 * elsewhere.
 */
public final class MediaSource implements FrameSource {
  /**
   * Frames that come as context before the first and behind the last one to clean: two for the
   * windows of two that steady it, and one more, without which it is not known where a scene
   * begins; all of that twice, since every frame may be there twice; and a group of which one frame
   * is looked at for all.
   */
  static final int CONTEXT = 26;

  private final Cut cut;
  private long skip;
  private final Decoder decoder;
  private final AVFrame decoded = av_frame_alloc();
  private final Deque<AVFrame> waiting = new ArrayDeque<>();
  private final VideoTraits traits;
  private final FrameIntake intake;
  private final AnnouncedDuration extent;
  private final NeighbourFrames neighbours;
  private final Consumer<String> notes;
  private long lastEnd;
  private long usual;
  private int contextLeft = CONTEXT;
  private long selected;
  private boolean pushed;
  private boolean started;
  private boolean ended;
  private boolean reported;
  private Breaks breaks = Breaks.NONE;

  /**
   * Opens a file.
   *
   * @param codec what the result will be stored in: it decides which depths can be kept
   * @param threads for decoding, 0 for all cores
   * @param notes takes sentences for the user
   */
  public static MediaSource open(
      Path file, Cut cut, Codec codec, int threads, Consumer<String> notes) {
    return open(file, Surroundings.NONE, cut, codec, threads, notes);
  }

  /**
   * Opens a file whose first and last windows see the recordings around it.
   *
   * @param codec what the result will be stored in: it decides which depths can be kept
   * @param threads for decoding, 0 for all cores
   * @param notes takes sentences for the user
   */
  public static MediaSource open(
      Path file, Surroundings around, Cut cut, Codec codec, int threads, Consumer<String> notes) {
    Demuxer demuxer = Demuxer.open(file);
    ClockJumps jumps = ClockJumps.of(demuxer, cut);
    Decoder decoder = new Decoder(demuxer.without(jumps), threads);
    AVFrame first = av_frame_alloc();
    try {
      double lead = lead(demuxer);
      double start = decoder.demuxer().startSeconds() + cut.start() - lead;
      Rational unit = decoder.demuxer().timeBase();
      boolean sought = cut.start() > lead + 1 && decoder.seek(Math.round(start * 1e6));
      boolean found = decoder.next(first);
      long pts = first.best_effort_timestamp();
      if (sought && (!found || pts == AV_NOPTS_VALUE || pts * unit.value() > start + lead)) {
        decoder.close();
        decoder = new Decoder(Demuxer.open(file).without(jumps), threads);
        found = decoder.next(first);
      }
      if (!found) {
        throw new MediaException(file + ": no picture of its video can be decoded");
      }
      NeighbourFrames neighbours = new NeighbourFrames(around, codec, threads, notes);
      return new MediaSource(decoder, first, cut, codec, neighbours, notes);
    } catch (RuntimeException e) {
      decoder.close();
      throw e;
    } finally {
      av_frame_free(first);
    }
  }

  private MediaSource(
      Decoder decoder,
      AVFrame first,
      Cut cut,
      Codec codec,
      NeighbourFrames neighbours,
      Consumer<String> notes) {
    this.decoder = decoder;
    this.neighbours = neighbours;
    this.cut = cut;
    this.notes = notes;
    Demuxer demuxer = decoder.demuxer();
    PixelLayout layout = PixelLayout.of(PixelLayout.withoutRange(first.format()));
    traits = traits(demuxer, first, codec);
    // The ring holds sixteen large frames twice; decoder, neighbours and network come on top.
    long frame = traits.format().width() * (long) traits.format().height() * 3 / 2;
    Memory.check(
        demuxer.file(), first.width(), first.height(), 32 * frame * traits.format().sampleBytes());
    extent = AnnouncedDuration.of(demuxer);
    SourceNotes.tell(demuxer, traits, layout, codec, notes);
    boolean interlaced = demuxer.video().codecpar().field_order() > 1;
    intake = new FrameIntake(first, traits, interlaced, 1, notes);
    intake.push(first);
  }

  /**
   * Seconds ahead of a cut from which frames are decoded: those of the context, one at least, and
   * another one, so that no frame of them leans on one that was not decoded.
   */
  static double lead(Demuxer demuxer) {
    AVRational rate = demuxer.video().avg_frame_rate();
    return rate.num() > 0 && rate.den() > 0
        ? 1 + Math.max(1, CONTEXT / Ffmpeg.rational(rate).value())
        : 2;
  }

  private static VideoTraits traits(Demuxer demuxer, AVFrame first, Codec codec) {
    AVStream video = demuxer.video();
    try (AVRational guess = av_guess_frame_rate(demuxer.container(), video, first);
        AVRational aspect = av_guess_sample_aspect_ratio(demuxer.container(), video, first)) {
      AVRational rate = video.avg_frame_rate();
      if (rate.num() <= 0 || rate.den() <= 0) {
        rate = guess;
      }
      Rational known = rate.num() > 0 && rate.den() > 0 ? Ffmpeg.rational(rate) : null;
      return VideoTraits.of(first, video.codecpar(), known, demuxer.timeBase(), aspect, codec);
    }
  }

  private double tick() {
    return decoder.demuxer().timeBase().value();
  }

  /** The next converted frame, which belongs to the caller; null at the end. */
  AVFrame pull() {
    while (true) {
      AVFrame frame = intake.poll();
      if (frame != null || pushed) {
        return frame;
      }
      if (decoder.next(decoded)) {
        intake.push(decoded);
      } else {
        intake.finish();
        pushed = true;
      }
    }
  }

  @Override
  public FrameFormat format() {
    return traits.format();
  }

  /** Leaves out frames at the beginning of the cut; to be called before the first is read. */
  public void skip(long frames) {
    skip = frames;
  }

  /** Jumps of the file's clock that are taken out of all times. */
  public ClockJumps jumps() {
    return decoder.demuxer().jumps();
  }

  /** What the result must share with this source. */
  public VideoTraits traits() {
    return traits;
  }

  /** About how many frames the cut has, for a progress display; 0 when unknown. */
  public long expectedFrames() {
    double seconds = Math.min(extent.seconds() - cut.start(), cut.duration());
    return Math.max(0, Math.round(seconds * traits.frameRate().value()));
  }

  /** Frames of the cut so far, those of an earlier run included. */
  public long frames() {
    return selected;
  }

  /** Damaged packets or frames so far; at the end with the places where the file is broken. */
  public int corrupt() {
    return decoder.corrupt() + breaks.count();
  }

  @Override
  public boolean readsAhead() {
    return true;
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    if (!started) {
      start();
    }
    AVFrame frame = waiting.poll();
    time.context = frame != null && !waiting.isEmpty();
    if (frame == null) {
      frame = ended ? null : pull();
      if (frame == null) {
        return behind(into, time);
      }
      if (cut.isBehind(seconds(frame))) {
        time.context = true;
        ended = --contextLeft == 0;
      } else {
        selected++;
      }
    }
    intake.write(frame, into, time);
    lastEnd = time.pts + Math.max(usual, time.duration);
    extent.observe(time.pts + time.duration);
    return true;
  }

  /** Frames of the recording behind, where the cut reaches to the end of this one. */
  private boolean behind(Picture into, FrameTime time) {
    AVFrame frame = contextLeft == 0 ? null : neighbours.after(lastEnd);
    if (frame == null) {
      end();
      return false;
    }
    contextLeft--;
    ended = true;
    intake.write(frame, into, time);
    time.context = true;
    lastEnd += usual;
    return true;
  }

  /** Decodes up to the first frame to clean; it and the context before it wait then. */
  private void start() {
    started = true;
    AVFrame frame = pull();
    if (frame != null) {
      usual = Math.max(1, frame.duration());
      boolean near = cut.start() * traits.frameRate().value() < CONTEXT;
      waiting.addAll(neighbours.before(frame, near ? CONTEXT : 0));
    }
    while (frame != null) {
      boolean before = cut.isBefore(seconds(frame));
      if (!before && cut.isBehind(seconds(frame))) {
        av_frame_free(frame);
        break;
      }
      waiting.add(frame);
      if (!before && selected++ >= skip) {
        return;
      }
      if (waiting.size() > CONTEXT) {
        extent.observe(waiting.peek().pts() + waiting.peek().duration());
        av_frame_free(waiting.poll());
      }
      frame = pull();
    }
    for (AVFrame left : waiting) {
      extent.observe(left.pts() + left.duration());
      av_frame_free(left);
    }
    waiting.clear();
    ended = true;
    contextLeft = 0;
  }

  private double seconds(AVFrame frame) {
    return seconds(frame.pts());
  }

  /** A timestamp of a frame in seconds from the beginning of the video, as {@link Cut} counts. */
  public double seconds(long pts) {
    return pts * tick() - decoder.demuxer().startSeconds();
  }

  private void end() {
    if (reported) {
      return;
    }
    reported = true;
    ended = true;
    if (intake.repaired() > 0) {
      notes.accept(intake.repaired() + " timestamps were missing or went back; repaired");
    }
    if (decoder.corrupt() > 0) {
      String gone = decoder.lost() > 0 ? ", " + decoder.lost() + " of them without a picture" : "";
      notes.accept(
          decoder.corrupt() + " damaged packets or frames" + gone + "; everything else is cleaned");
    }
    breaks = decoder.breaks();
    if (breaks.count() > 0) {
      notes.accept(breaks.note());
    }
    extent.problem(cut, decoder.stopped(), traits.frameRate()).ifPresent(notes);
  }

  @Override
  public void close() {
    waiting.forEach(org.bytedeco.ffmpeg.global.avutil::av_frame_free);
    waiting.clear();
    av_frame_free(decoded);
    intake.close();
    neighbours.close();
    decoder.close();
  }
}
