package org.derain.app.rain;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.derain.app.cli.FrameJpeg;
import org.derain.app.cli.Html;
import org.derain.rain.RainParameters;
import org.derain.rain.Rainfall;

/** The gallery as one HTML file that needs nothing else. */
final class GalleryHtml {
  private static final String STYLE =
      """
      h2 { margin: 1.6em 0 .2em; }
      p { margin: .2em 0 .6em; }
      .row { display: flex; flex-wrap: wrap; gap: 10px; }
      figure { margin: 0; flex: 1 1 400px; max-width: 640px; }
      .real figure { flex: 1 1 240px; max-width: 320px; }
      img, video { width: 100%; display: block; background: #000; }
      figcaption { font-size: 13px; color: #55616e; }
      code { background: #eef2f6; padding: .15em .4em; border-radius: 3px; }
      table { border-collapse: collapse; margin: .5em 0; font-size: 14px; }
      td, th { padding: .1em 1em .1em 0; text-align: left; font-weight: 400; color: #55616e; }
      td { color: #1c2733; }
      pre { font-size: 12px; background: #f5f7fa; padding: .8em; overflow: auto; }
      """;

  private GalleryHtml() {}

  /**
   * The text of the page.
   *
   * @param name of the dry clip
   * @param dry a frame of it as JPEG
   * @param real pictures of real rain; may be none
   */
  static String of(String name, byte[] dry, List<GalleryItem> items, List<Path> real) {
    StringBuilder html =
        new StringBuilder(Html.head("Derain: rain by preset", "Rain by preset", 1340, STYLE));
    html.append("<p>Each preset of <code>derain rain</code> on ")
        .append(Html.escape(name))
        .append(
            ": what moves is the clip, beside it one frame of it and the same frame dry.</p>\n");
    for (GalleryItem item : items) {
      item(html, item, dry);
    }
    if (!real.isEmpty()) {
      html.append("<h2>Real rain</h2>\n<div class=\"row real\">\n");
      for (Path picture : real) {
        figure(html, FrameJpeg.of(picture, 0), picture.getFileName().toString());
      }
      html.append("</div>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static void item(StringBuilder html, GalleryItem item, byte[] dry) {
    String label = item.preset().label();
    html.append("<h2 id=\"").append(label).append("\">").append(label).append("</h2>\n<p>");
    html.append(Html.escape(item.preset().about())).append("</p>\n<p><code>");
    html.append(Html.escape(item.command())).append("</code></p>\n<div class=\"row\">\n");
    html.append("<figure><video autoplay loop muted playsinline poster=\"")
        .append(uri("image/jpeg", item.picture()))
        .append("\" src=\"")
        .append(uri("video/mp4", item.clip()))
        .append("\"></video><figcaption>the clip</figcaption></figure>\n");
    figure(html, item.picture(), "frame " + item.still());
    figure(html, dry, "the same without rain");
    html.append("</div>\n");
    facts(html, item);
    html.append("<details><summary>Parameters</summary><pre>")
        .append(Html.escape(item.used().toJson()))
        .append("</pre></details>\n");
  }

  private static void facts(StringBuilder html, GalleryItem item) {
    RainParameters used = item.used();
    html.append("<table>");
    Rainfall fall = used.fall();
    if (fall != null) {
      fact(html, "rain rate", "%.0f mm/h", fall.rate());
      fact(html, "drops above 1 mm", "%.0f per m\u00b3", fall.drops(1));
      fact(html, "wind and gusts", "%.1f and %.1f m/s", fall.wind(), fall.gusts());
      fact(html, "shutter", "1/%.0f s", 1 / fall.camera().exposure());
      fact(html, "streaks", "%.0f times as strong as physics", fall.gain());
    }
    if (used.veil() != null) {
      double share = 100 * used.veil().transmission(used.veil().depth().far());
      fact(html, "light left at " + Math.round(used.veil().depth().far()) + " m", "%.0f %%", share);
    }
    if (used.glass() != null) {
      fact(
          html,
          "drops on the glass",
          "%.1f to %.1f mm, at %.2f m, leaning %.0f\u00b0",
          used.glass().smallest(),
          used.glass().largest(),
          used.glass().distance(),
          used.glass().tilt());
    }
    if (used.night() != null) {
      fact(html, "night", "darkened to a mean luma of %.0f", used.night().level());
    }
    fact(html, "rendered at", "%.0f frames per second, with decoding and encoding", item.fps());
    html.append("</table>\n");
  }

  private static void fact(StringBuilder html, String name, String format, Object... values) {
    html.append("<tr><th>").append(Html.escape(name)).append("</th><td>");
    html.append(Html.escape(String.format(Locale.ROOT, format, values))).append("</td></tr>");
  }

  private static void figure(StringBuilder html, byte[] jpeg, String caption) {
    html.append("<figure><img alt=\"")
        .append(Html.escape(caption))
        .append("\" src=\"")
        .append(uri("image/jpeg", jpeg))
        .append("\"><figcaption>")
        .append(Html.escape(caption))
        .append("</figcaption></figure>\n");
  }

  private static String uri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
