package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong: one clear line, the right exit code, and nothing left behind. */
class BadInputTest {
  @TempDir Path temp;
  private Bench bench;
  private Path results;

  @BeforeEach
  void folders() throws Exception {
    bench = new Bench(temp);
    results = Files.createDirectory(temp.resolve("results"));
  }

  /** One way to go wrong: its exit code, and words of its message. */
  private enum Case {
    NO_SUCH_FILE(1, "none.mp4: no such file"),
    PIPE(1, "-: no such file; where a pipe is meant: it is read more than once, so write it"),
    ADDRESS(1, "a file on the network is fetched first"),
    SEQUENCE(
        1, "m%02d.jpg: no such file; pictures are cleaned as stills, given by their names: m*"),
    PLAYLIST(1, "not a video file"),
    CONCAT(1, "is no video but a list (concat) of other files"),
    SDP(1, "is no video but tells of a stream on the network (sdp)"),
    NUL_IN_A_NAME(2, "no name of a file has a zero in it"),
    NUL_IN_A_TARGET(1, "no name of a file has a zero in it"),
    FOLDER(1, "there are no videos in it"),
    TEXT(1, "text.mp4: not a video file"),
    EMPTY(1, "the file is empty"),
    AUDIO_ONLY(1, "audio only, there is no video in it"),
    TRUNCATED_MP4(1, "truncated: the recording ended before its index (moov) was written"),
    TARGET_EXISTS(1, "exists already; --overwrite replaces it"),
    TARGET_IS_SOURCE(1, "is the source itself"),
    TARGET_IS_LINK_TO_SOURCE(1, "is the source itself"),
    NO_TARGET_FOLDER(1, "no such folder; create it first"),
    TARGET_FOLDER_NOT_WRITABLE(1, "/proc"),
    UNKNOWN_EXTENSION(1, "unknown extension .xyz; name the result .mp4"),
    NO_EXTENSION(1, "has no extension"),
    CODEC_DOES_NOT_FIT(1, "ffv1 cannot go into .mp4: name the result .mkv"),
    UNKNOWN_MODEL(1, "no model nix; give an ONNX file"),
    MODEL_IS_TEXT(1, "cannot use model"),
    START_BEHIND_END(1, "--start lies behind the end of the video"),
    DEVICE_MISSING(1, "device cuda"),
    TOO_SMALL_FOR_AV1(1, "av1 cannot store pictures as small as 16x16; choose another --codec"),
    CRF_OUT_OF_RANGE(2, "--crf for h264 goes from 0 (best) to 51, not 99"),
    CRF_FOR_LOSSLESS(2, "ffv1 is lossless"),
    UNKNOWN_PRESET(2, "--preset for h264 is one of ultrafast"),
    UNKNOWN_CODEC(2, "'--codec'"),
    BAD_TIME(2, "'soon' is no time"),
    NO_DURATION(2, "--duration must be longer than 0"),
    NEGATIVE_THREADS(2, "--threads goes from 0 (all cores)"),
    NO_OUTPUT(2, "-o"),
    STILL_OF_A_VIDEO(1, "is no still picture; name the result .mp4"),
    DAMAGED_STILL(1, "damaged"),
    STILL_EXISTS(1, "exists already; --overwrite replaces it"),
    CRF_FOR_A_STILL(2, "--crf is for videos, not for stills"),
    SAME_NAMES(2, "two inputs would have the same name");

    final int exit;
    final String words;

    Case(int exit, String words) {
      this.exit = exit;
      this.words = words;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isRefused(Case what) throws Exception {
    assertEquals(what.exit, run(what), bench.derain.err());
    String said = bench.derain.err();
    assertTrue(said.contains(what.words), said);
    long errors = said.lines().filter(line -> line.startsWith("derain")).count();
    assertEquals(1, errors, "one line: " + said);
    assertTrue(!said.contains("\tat "), "no stack: " + said);
    assertEquals(List.of(), Bench.names(results), "nothing is left behind");
  }

  private int run(Case what) throws Exception {
    Path out = results.resolve("out.mp4");
    return switch (what) {
      case NO_SUCH_FILE -> bench.clean(temp.resolve("none.mp4"), out);
      case PIPE -> bench.clean("-", out);
      case ADDRESS -> bench.clean("http://127.0.0.1:9/in.mp4", out);
      case SEQUENCE -> bench.clean("m%02d.jpg", out);
      case PLAYLIST -> bench.clean(list("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n%s\n"), out);
      case CONCAT -> bench.clean(list("ffconcat version 1.0\nfile '%s'\n"), out);
      case SDP ->
          bench.clean(
              list(
                  "v=0\n"
                      + "o=- 0 0 IN IP4 127.0.0.1\n"
                      + "s=x\n"
                      + "c=IN IP4 127.0.0.1\n"
                      + "t=0 0\n"
                      + "m=video 9 RTP/AVP 96\n"),
              out);
      case NUL_IN_A_NAME -> bench.clean("a\0.mp4", out);
      case NUL_IN_A_TARGET -> bench.clean(bench.plain("in.mp4", 2), "a\0.mp4");
      case FOLDER -> bench.clean(Files.createDirectory(temp.resolve("folder.mp4")), out);
      case TEXT -> bench.clean(Files.writeString(temp.resolve("text.mp4"), "rain\n"), out);
      case EMPTY -> bench.clean(Files.createFile(temp.resolve("empty.mp4")), out);
      case AUDIO_ONLY -> bench.clean(bench.clip("sound.mp4", "-f lavfi -i sine=d=1 -c:a aac"), out);
      case TRUNCATED_MP4 -> bench.clean(cut(bench.plain("whole.mp4", 30), "cut.mp4", 0.7), out);
      case TARGET_EXISTS -> {
        Path there = bench.plain("there.mp4", 2);
        yield bench.clean(bench.plain("in.mp4", 2), there);
      }
      case TARGET_IS_SOURCE -> {
        Path in = bench.plain("in.mp4", 2);
        yield bench.clean(in, in, "--overwrite");
      }
      case TARGET_IS_LINK_TO_SOURCE -> {
        Path in = bench.plain("in.mp4", 2);
        Path link = Files.createSymbolicLink(temp.resolve("link.mp4"), in);
        yield bench.clean(in, link, "--overwrite");
      }
      case NO_TARGET_FOLDER -> bench.clean(bench.plain("in.mp4", 2), results.resolve("no/out.mp4"));
      case TARGET_FOLDER_NOT_WRITABLE -> {
        // Nobody can write here, not even root.
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        yield bench.clean(bench.plain("in.mp4", 2), "/proc/out.mp4");
      }
      case UNKNOWN_EXTENSION -> bench.clean(bench.plain("in.mp4", 2), results.resolve("out.xyz"));
      case NO_EXTENSION -> bench.clean(bench.plain("in.mp4", 2), results.resolve("out"));
      case CODEC_DOES_NOT_FIT -> bench.clean(bench.plain("in.mp4", 2), out, "--codec", "ffv1");
      case UNKNOWN_MODEL ->
          bench.derain.run("clean", bench.plain("in.mp4", 2), "-o", out, "--model", "nix");
      case MODEL_IS_TEXT -> {
        Path text = Files.writeString(temp.resolve("text.onnx"), "no network");
        yield bench.derain.run("clean", bench.plain("in.mp4", 2), "-o", out, "--model", text);
      }
      case START_BEHIND_END -> bench.clean(bench.plain("in.mp4", 5), out, "--start", "9");
      case DEVICE_MISSING -> bench.clean(bench.plain("in.mp4", 2), out, "--device", "cuda");
      case TOO_SMALL_FOR_AV1 -> {
        Path in = bench.clip("t.mkv", "-f lavfi -i testsrc2=s=16x16 -frames:v 3 -c:v ffv1");
        yield bench.clean(in, out, "--codec", "av1");
      }
      case CRF_OUT_OF_RANGE -> bench.clean("in.mp4", out, "--crf", "99");
      case CRF_FOR_LOSSLESS -> bench.clean("in.mp4", out, "--codec", "ffv1", "--crf", "3");
      case UNKNOWN_PRESET -> bench.clean("in.mp4", out, "--preset", "soon");
      case UNKNOWN_CODEC -> bench.clean("in.mp4", out, "--codec", "h263");
      case BAD_TIME -> bench.clean("in.mp4", out, "--start", "soon");
      case NO_DURATION -> bench.clean("in.mp4", out, "--duration", "0");
      case NEGATIVE_THREADS -> bench.clean("in.mp4", out, "--threads", "-1");
      case NO_OUTPUT -> bench.derain.run("clean", "in.mp4");
      case STILL_OF_A_VIDEO -> bench.clean(bench.plain("in.mp4", 2), results.resolve("out.png"));
      case DAMAGED_STILL ->
          bench.clean(cut(bench.still("in.png"), "cut.png", 0.3), results.resolve("out.png"));
      case STILL_EXISTS -> bench.clean(bench.still("in.png"), bench.still("there.png"));
      case CRF_FOR_A_STILL -> bench.clean("in.png", results.resolve("out.png"), "--crf", "3");
      case SAME_NAMES -> bench.clean("a/in.mp4", results, "b/in.mp4");
    };
  }

  /** A text of this form about another video, under the name of a video. */
  private Path list(String text) throws Exception {
    bench.plain("other.ts", 30);
    return Files.writeString(temp.resolve("list.mp4"), String.format(text, "other.ts"));
  }

  private Path cut(Path whole, String name, double share) throws Exception {
    byte[] bytes = Files.readAllBytes(whole);
    return Files.write(
        temp.resolve(name), Arrays.copyOf(bytes, (int) Math.round(bytes.length * share)));
  }

  @Test
  void aPlaylistIsTakenUnderTheEndingOfOne() throws Exception {
    Path list = Files.copy(list("ffconcat version 1.0\nfile %s\n"), temp.resolve("a.ffconcat"));
    assertEquals(30, Bench.times(bench.cleaned(list, "results/out.mkv")).size());
  }

  @Test
  void aPatternInANameIsPartOfTheName() throws Exception {
    Path clip = bench.plain("in.mp4", 3);
    Path named = Files.move(clip, temp.resolve("100%02d*.mp4"));
    assertEquals(3, Bench.times(bench.cleaned(named, "results/out.mp4")).size());
  }

  @Test
  void aPictureTooLongToMoveIsRefusedWithTheLimit() throws Exception {
    Path still = temp.resolve("long.png");
    try (Mat rows = new Mat(40000, 64, opencv_core.CV_8UC3, Scalar.all(90))) {
      opencv_imgcodecs.imwrite(still.toString(), rows);
    }
    assertEquals(1, bench.derain.run("score", still, "--model", "nano"));
    String said = bench.derain.err();
    assertTrue(said.contains("long.png: pictures of 64x40000 are too large, no side"), said);
  }

  @Test
  void whatIsThereOfACutMkvIsCleaned() throws Exception {
    Path whole = bench.clip("w.mkv", "-f lavfi -i testsrc2=s=160x96:r=25:d=4 -c:v libx264 -g 10");
    Path cut = cut(whole, "cut.mkv", 0.5);
    Path out = bench.cleaned(cut, "results/out.mkv");
    int there = Bench.times(cut).size();
    assertTrue(there > 20 && there < 90, "half of it: " + there);
    assertEquals(there, Bench.times(out).size());
    assertTrue(
        bench.derain.err().matches("(?s).*cut off or damaged: [0-9.]+ of the announced 4.00.*"),
        bench.derain.err());
  }

  @Test
  void damagedPacketsAreCountedAndTheRestIsCleaned() throws Exception {
    Path clip = bench.clip("d.mkv", "-f lavfi -i testsrc2=s=160x96:r=25:d=3 -c:v libx264 -g 10");
    byte[] bytes = Files.readAllBytes(clip);
    for (int at = bytes.length / 2; at < bytes.length / 2 + 1500; at++) {
      bytes[at] ^= 0x5a;
    }
    Files.write(clip, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    Path out = bench.cleaned(clip, "results/out.mkv");
    assertTrue(bench.derain.err().contains(" damaged packets or frames"), bench.derain.err());
    assertTrue(bench.derain.out().matches("(?s).*corrupt [1-9].*"), bench.derain.out());
    assertEquals(Bench.times(clip), Bench.times(out));
  }

  @Test
  void framesBeforeTheFirstKeyFrameAreCounted() throws Exception {
    Path clip =
        bench.clip("w.ts", "-f lavfi -i testsrc2=s=160x96:r=25:d=2 -c:v libx264 -g 10 -bf 2");
    byte[] whole = Files.readAllBytes(clip);
    int from = whole.length / 188 / 3 * 188;
    Path cut = Files.write(temp.resolve("cut.ts"), Arrays.copyOfRange(whole, from, whole.length));
    Path out = bench.cleaned(cut, "results/out.ts");
    assertTrue(bench.derain.err().contains("without a picture"), bench.derain.err());
    assertTrue(bench.derain.out().matches("(?s).*corrupt [1-9].*"), bench.derain.out());
    assertEquals(Bench.times(cut), Bench.times(out));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(ints = {1, 2})
  void shortClipsAreCleaned(int frames) throws Exception {
    Path clip = bench.plain("short.mp4", frames);
    assertEquals(frames, Bench.times(bench.cleaned(clip, "results/out.mp4")).size());
  }

  @Test
  void tinyPicturesAreCleaned() throws Exception {
    Path clip = bench.clip("t.mp4", "-f lavfi -i testsrc2=s=16x16:r=25 -frames:v 5 -c:v libx264");
    assertEquals(5, Bench.times(bench.cleaned(clip, "results/out.mp4")).size());
  }

  @Test
  void aSizeThatChangesInMidStreamIsScaledToTheFirst() throws Exception {
    String part = "-f lavfi -i testsrc2=s=%s:r=25 -frames:v 10 -c:v libx264 -f mpegts";
    byte[] one = Files.readAllBytes(bench.clip("1.ts", String.format(part, "160x96")));
    Path two =
        bench.clip(
            "2.ts",
            String.format(part, "96x64").replace("-f mpegts", "-output_ts_offset 0.4 -f mpegts"));
    Path both = Files.write(temp.resolve("both.ts"), one);
    Files.write(both, Files.readAllBytes(two), StandardOpenOption.APPEND);
    Path out = bench.cleaned(both, "results/out.mkv");
    assertTrue(
        bench.derain.err().contains("changes in mid-stream from 160x96 to 96x64"),
        bench.derain.err());
    assertEquals(20, Bench.times(out).size());
    assertEquals(160, Bench.video(out).get("width").asInt());
  }
}
