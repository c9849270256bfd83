package org.derain.javacv;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.OpenCVFrameGrabber;
import org.bytedeco.opencv.global.opencv_videoio;
import org.derain.frames.MediaException;
import org.derain.pipeline.live.SourceAddress;
import org.derain.pipeline.live.Timeouts;

/**
 * What is grabbed with which grabber: {@code javacv:NAME:DEVICE}, where the name is one of {@link
 * FrameGrabber#list} in any case and the device a number or what the grabber takes in its place. A
 * device of Linux ({@code /dev/video0}) is OpenCV's. A device may be followed by {@code
 * ?width=1280&height=720&fps=30&format=MJPG}.
 *
 * @param grabber as JavaCV spells it
 * @param device a number, a path, an address
 * @param wishes what the device is asked for
 */
record GrabberAddress(String grabber, String device, Map<String, String> wishes) {
  private static final String SCHEME = "javacv:";
  private static final String LOCAL = "/dev/video";
  private static final Pattern WISHES = Pattern.compile("(\\d+|/dev/[^?]*)\\?(.*)");
  private static final Set<String> KNOWN = Set.of("width", "height", "fps", "format");

  /** Devices of FFmpeg, whose name stands before what they are called there. */
  private static final Pattern DEVICES =
      Pattern.compile("(v4l2|dshow|vfwcap|avfoundation|gdigrab|x11grab|lavfi):(.*)");

  /** Whether a source is one for a grabber. */
  static boolean is(String source) {
    return source.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || source.startsWith(LOCAL);
  }

  /**
   * Takes an address apart.
   *
   * @throws MediaException when there is no such grabber, or a wish is not understood
   */
  static GrabberAddress of(String source) {
    if (source.startsWith(LOCAL)) {
      return wished("OpenCV", source);
    }
    String rest = is(source) ? source.substring(SCHEME.length()) : source;
    int colon = rest.indexOf(':');
    String name = colon < 0 ? rest : rest.substring(0, colon);
    for (String known : FrameGrabber.list) {
      if (known.equalsIgnoreCase(name)) {
        return wished(known, colon < 0 ? "0" : rest.substring(colon + 1));
      }
    }
    throw new MediaException(
        SCHEME
            + name
            + ": JavaCV has no grabber of this name; write javacv:NAME:DEVICE with one of "
            + String.join(", ", FrameGrabber.list).toLowerCase(Locale.ROOT));
  }

  private static GrabberAddress wished(String grabber, String device) {
    Map<String, String> wishes = new LinkedHashMap<>();
    Matcher asked = WISHES.matcher(device);
    if (!asked.matches()) {
      return new GrabberAddress(grabber, device, wishes);
    }
    for (String wish : asked.group(2).split("&")) {
      int equals = wish.indexOf('=');
      String key = equals < 0 ? wish : wish.substring(0, equals);
      String value = equals < 0 ? "" : wish.substring(equals + 1);
      if (!KNOWN.contains(key) || !value.matches(key.equals("format") ? "\\w{4}" : "\\d{1,5}")) {
        throw new MediaException(
            "'"
                + wish
                + "' is not understood; a device takes ?width=1280&height=720&fps=30"
                + "&format=MJPG");
      }
      wishes.put(key, value);
    }
    return new GrabberAddress(grabber, asked.group(1), wishes);
  }

  /** Whether it has an end, as a file. */
  boolean finite() {
    if (grabber.equals("FFmpeg")) {
      return !DEVICES.matcher(device).matches() && !network();
    }
    return grabber.equals("OpenCV")
        && !device.matches("\\d+|/dev/.*|.*://.*")
        && Files.isRegularFile(path());
  }

  /** Whether it is FFmpeg's and on the network. */
  boolean network() {
    return grabber.equals("FFmpeg")
        && !DEVICES.matcher(device).matches()
        && SourceAddress.of(device, Timeouts.USUAL).live();
  }

  /**
   * Makes the grabber; it is not started.
   *
   * @throws MediaException with one line that says what is missing
   */
  FrameGrabber make() {
    FrameGrabber made = grabber.equals("FFmpeg") ? ffmpeg() : other();
    wishes.forEach(
        (key, value) -> {
          switch (key) {
            case "width" -> made.setImageWidth(Integer.parseInt(value));
            case "height" -> made.setImageHeight(Integer.parseInt(value));
            case "fps" -> made.setFrameRate(Integer.parseInt(value));
            default -> made.setFormat(value);
          }
        });
    return made;
  }

  /** With the time limits and options of our own reader, and without frames held back. */
  private FFmpegFrameGrabber ffmpeg() {
    Matcher named = DEVICES.matcher(device);
    if (named.matches()) {
      FFmpegFrameGrabber made = new FFmpegFrameGrabber(named.group(2));
      made.setFormat(named.group(1));
      return made;
    }
    // A grabber cannot be interrupted, and while it waits the camera is not opened again.
    SourceAddress address = SourceAddress.of(device, Timeouts.USUAL, Timeouts.USUAL.silence());
    FFmpegFrameGrabber made = new FFmpegFrameGrabber(address.url());
    AVInputFormat format = address.input();
    if (format != null) {
      made.setFormat(format.name().getString().split(",")[0]);
    }
    address.options().forEach(made::setOption);
    if (address.live()) {
      made.setVideoOption("thread_type", "slice");
      made.setVideoOption("flags", "low_delay");
    }
    return made;
  }

  /**
   * Looks whether it can work at all, without opening it.
   *
   * @throws MediaException when it cannot, with the reason
   */
  void check() {
    Sdk.load(grabber);
    if (grabber.equals("FFmpeg") && finite() && !Files.exists(path())) {
      throw new MediaException(path() + ": no such file");
    }
  }

  private Path path() {
    String name = device.regionMatches(true, 0, "file:", 0, 5) ? device.substring(5) : device;
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new MediaException(name + ": this can be no path: " + e.getReason(), e);
    }
  }

  private FrameGrabber other() {
    Sdk.load(grabber);
    boolean number = device.matches("\\d{1,4}");
    boolean linux = Loader.getPlatform().startsWith("linux");
    String node = number ? LOCAL + device : device;
    if (grabber.equals("OpenCV") && linux && node.startsWith("/dev/")) {
      if (!Files.exists(Path.of(node))) {
        throw new MediaException(node + ": no such device");
      }
      return new OpenCVFrameGrabber(node, opencv_videoio.CAP_V4L2);
    }
    try {
      return number
          ? FrameGrabber.create(grabber, Integer.parseInt(device))
          : FrameGrabber.create(grabber, device);
    } catch (FrameGrabber.Exception e) {
      throw new MediaException(Sdk.reason(e), e);
    }
  }
}
