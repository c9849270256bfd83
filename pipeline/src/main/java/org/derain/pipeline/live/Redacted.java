package org.derain.pipeline.live;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses without what must not be seen: passwords, tokens, stream keys. Errs on the side of
 * hiding: of parameters only those known to be harmless stay.
 */
public final class Redacted {
  private static final String HIDDEN = "***";

  /** What begins an address on the network, also with too few or too many slashes. */
  private static final String PROTOCOL =
      "(?:rtsps?|rtmp[a-z]*|https?|srt|tcp|tls|udp|s?rtp|ftps?|icecast|onvif)";

  /**
   * An address in a text: after its two slashes, after a protocol's name, or with what looks like a
   * user in front of a host.
   */
  private static final Pattern URL =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]*://[^\\s<>]+"
              + "|\\b(?i:"
              + PROTOCOL
              + "):[^\\s<>]+"
              + "|[A-Za-z0-9+._-]*:[^\\s<>]*@[^\\s<>]+");

  /** What stands before the user, the password and the host. */
  private static final Pattern BEGIN =
      Pattern.compile("(?i)" + PROTOCOL + ":[/\\\\]*|[A-Za-z][A-Za-z0-9+.-]*://+");

  /** A user and a password without anything before; a drive is no user. */
  private static final Pattern BARE =
      Pattern.compile("(?![A-Za-z]:[\\\\/]|(?i:file|hls):)[^/\\s:@]*:[^\\s]*@[^\\s]+");

  private static final Pattern PORT = Pattern.compile("[^:]*(:\\d*)?|\\[[^\\]]*\\](:\\d*)?");

  /** Parameters that say how and what, and never who. */
  private static final Set<String> HARMLESS =
      Set.of(
          "channel",
          "subtype",
          "stream",
          "profile",
          "resolution",
          "width",
          "height",
          "fps",
          "codec",
          "videocodec",
          "quality",
          "compression",
          "unicast",
          "multicast",
          "proto",
          "transport",
          "rtsp_transport",
          "tcp",
          "udp",
          "mode",
          "latency",
          "timeout",
          "pkt_size",
          "listen",
          "ttl",
          "buffer_size",
          "fifo_size",
          "camera",
          "format");

  /** Who opens an address, before the address itself. */
  private static final Pattern GRABBER = Pattern.compile("(?i)javacv:\\w+:");

  private Redacted() {}

  /**
   * Redacts an address.
   *
   * @param url of any scheme, or a path, which stays as it is; null stays null
   */
  public static String url(String url) {
    if (url == null) {
      return null;
    }
    Matcher grabber = GRABBER.matcher(url);
    if (grabber.lookingAt()) {
      return grabber.group() + url(url.substring(grabber.end()));
    }
    Matcher before = BEGIN.matcher(url);
    if (!before.lookingAt()) {
      return BARE.matcher(url).matches() ? bare(url) : url;
    }
    int begin = before.end();
    int end = authorityEnd(url, begin);
    int at = url.lastIndexOf('@', end - 1);
    String host = url.substring(begin, end);
    if (at >= begin) {
      int colon = url.indexOf(':', begin);
      String user = colon >= 0 && colon < at ? url.substring(begin, colon + 1) : "";
      host = user + HIDDEN + url.substring(at, end);
    }
    String name = url.substring(0, url.indexOf(':')).toLowerCase(Locale.ROOT);
    return url.substring(0, begin) + host + rest(name, url.substring(end));
  }

  private static String bare(String url) {
    int user = url.indexOf(':') + 1;
    return url.substring(0, user) + HIDDEN + url.substring(url.lastIndexOf('@'));
  }

  /** Where the authority ends; a slash in a password does not end it. */
  private static int authorityEnd(String url, int begin) {
    int end = begin;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    boolean cutShort = !PORT.matcher(url.substring(begin, end)).matches();
    int at = url.lastIndexOf('@');
    if (cutShort && at > end) {
      end = at + 1;
      while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
        end++;
      }
    }
    return end;
  }

  private static String rest(String scheme, String rest) {
    int query = rest.indexOf('?');
    int fragment = rest.indexOf('#');
    int pathEnd = query < 0 ? fragment : fragment < 0 ? query : Math.min(query, fragment);
    String path = pathEnd < 0 ? rest : rest.substring(0, pathEnd);
    if (scheme.startsWith("rtmp")) {
      path = withoutKey(path);
    }
    return pathEnd < 0 ? path : path + parameters(rest.substring(pathEnd));
  }

  /** The last part of an RTMP address is the stream's key. */
  private static String withoutKey(String path) {
    int slash = path.lastIndexOf('/');
    return slash > 0 && slash < path.length() - 1 ? path.substring(0, slash + 1) + HIDDEN : path;
  }

  private static String parameters(String text) {
    Matcher part = Pattern.compile("([?&;#])([^=&;#]*)(=[^&;#]*)?").matcher(text);
    StringBuilder all = new StringBuilder();
    while (part.find()) {
      boolean fragment = part.group(1).equals("#");
      boolean harmless = !fragment && HARMLESS.contains(part.group(2).toLowerCase(Locale.ROOT));
      all.append(part.group(1));
      if (harmless) {
        all.append(part.group(2)).append(part.group(3) == null ? "" : part.group(3));
      } else if (part.group(3) != null && !fragment) {
        all.append(part.group(2)).append('=').append(HIDDEN);
      } else {
        all.append(HIDDEN);
      }
    }
    return all.toString();
  }

  /** Redacts every address in a message; null stays null. */
  public static String text(String text) {
    if (text == null) {
      return null;
    }
    return URL.matcher(text)
        .replaceAll(
            found -> {
              String whole = found.group();
              int end = whole.length();
              while (end > 0 && "\"'),.:;]".indexOf(whole.charAt(end - 1)) >= 0) {
                end--;
              }
              return Matcher.quoteReplacement(url(whole.substring(0, end)) + whole.substring(end));
            });
  }
}
