package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_codec;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Frames;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Options;
import org.derain.clips.libav.Track;
import org.derain.clips.libav.Words;

/** One run: the inputs are opened, each stream gets its track, and all is written. */
final class Making implements AutoCloseable {
  private final Words words;
  private final Options options;
  private final List<Input> inputs = new ArrayList<>();
  private final List<Track> tracks = new ArrayList<>();
  private final Muxing muxing;

  Making(Words words) {
    this.words = words;
    options = words.output().options();
    for (Words.Named input : words.inputs()) {
      boolean made = "lavfi".equals(input.options().text("f"));
      inputs.add(
          made
              ? new LavfiInput(input.name(), input.options())
              : new FileInput(input.name(), input.options()));
    }
    muxing = new Muxing(words.output().name(), options);
  }

  void run() throws IOException {
    String file = words.output().name();
    List<Plan.Choice> choices = new Plan(inputs, options).choices(muxing.format(), file);
    for (Plan.Choice choice : choices) {
      AVStream stream = avformat_new_stream(muxing.container(), null);
      int type = choice.input() == null ? 0 : choice.input().type(choice.stream());
      stream.codecpar().codec_type(type);
      Track.Place place = Plan.place(muxing.container(), stream.index());
      tracks.add(track(stream, choice, place));
      AVStream source =
          choice.input() instanceof FileInput from ? from.stream(choice.stream()) : null;
      Labels.stream(stream, source, options.metadata(place));
    }
    for (String attached : options.list("attach")) {
      AVStream stream = avformat_new_stream(muxing.container(), null);
      tracks.add(new AttachedTrack(stream, Path.of(attached)));
      Track.Place place = Plan.place(muxing.container(), stream.index());
      Labels.stream(stream, null, options.metadata(place));
    }
    Labels.file(muxing.container(), options, inputs);
    Labels.dispositions(muxing.container(), options);
    boolean shortest = options.has("shortest");
    for (String plain : List.of("y", "nostdin", "v")) {
      options.text(plain);
    }
    boolean realTime = inputs.stream().anyMatch(Input::realTime);
    for (Words.Named input : words.inputs()) {
      input.options().text("y");
      input.options().complain();
    }
    inputs.forEach(Input::complete);
    muxing.begin();
    muxing.write(tracks, realTime, shortest);
  }

  private Track track(AVStream stream, Plan.Choice choice, Track.Place place) {
    boolean copies = "copy".equals(options.text("c", place));
    if (copies && choice.input() instanceof FileInput file) {
      return new CopiedTrack(stream, muxing.format(), file, choice.stream(), options, place);
    }
    if (place.type() == 's' && choice.input() instanceof FileInput file) {
      String name = options.text("c", place);
      int usual = av_guess_codec(muxing.format(), (String) null, null, null, AVMEDIA_TYPE_SUBTITLE);
      AVCodec codec =
          name == null ? avcodec_find_encoder(usual) : avcodec_find_encoder_by_name(name);
      if (Libav.none(codec)) {
        throw new ClipException("no encoder for subtitles: " + name);
      }
      return new SubtitleTrack(stream, file, choice.stream(), codec);
    }
    if (place.type() != 'v' && place.type() != 'a') {
      throw new ClipException("stream " + place.index() + " can only be copied");
    }
    Encoding encoding = Encoding.of(options, place, muxing.format(), words.output().name());
    Graph graph = graph(choice, encoding);
    Track track = new EncodedTrack(stream, encoding, graph.sink(choice.label()), muxing.apart());
    if (choice.input() instanceof FileInput file) {
      keepRotation(file.stream(choice.stream()), stream);
    }
    return track;
  }

  /** The filters in front of an encoder: those of one stream, or those that join several. */
  private Graph graph(Plan.Choice choice, Encoding encoding) {
    if (choice.input() != null) {
      return new Graph(encoding.filters(), label -> choice.input().frames(choice.stream()));
    }
    String joined = options.text("filter_complex");
    String label = choice.label();
    String end = label == null ? "," : ";[" + label + "]";
    return new Graph(joined + end + encoding.ending(), this::labelled);
  }

  /** The frames that {@code [1:v]} or {@code [0:a:1]} in filters means. */
  private Frames labelled(String label) {
    String[] parts = label.split(":", 2);
    Input input = inputs.get(Integer.parseInt(parts[0]));
    int[] seen = new int[256];
    for (int i = 0; i < input.streams(); i++) {
      char letter = Plan.letter(input.type(i));
      if (Plan.matches(parts.length == 1 ? "" : parts[1], letter, seen[letter]++, i)) {
        return input.frames(i);
      }
    }
    throw new ClipException("no stream [" + label + "]");
  }

  /** Where pictures are left lying, the stream still says how they are to be turned. */
  private void keepRotation(AVStream from, AVStream to) {
    boolean lying = words.inputs().stream().anyMatch(input -> input.options().has("noautorotate"));
    if (lying && Rotation.matrix(from.codecpar()) != null) {
      Rotation.copy(from.codecpar(), to.codecpar());
    }
  }

  @Override
  public void close() {
    tracks.forEach(Track::close);
    inputs.forEach(Input::close);
    muxing.close();
  }
}
