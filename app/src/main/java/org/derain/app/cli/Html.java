package org.derain.app.cli;

/** What every page that we write needs. */
public final class Html {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: %dpx; padding: 0 1em;
             color: #1c2733; background: #fff; }
      %s</style>
      </head>
      <body>
      <h1>%s</h1>
      """;

  private Html() {}

  /**
   * The beginning of a page, up to its heading; {@code </body></html>} ends it.
   *
   * @param title plain text
   * @param heading plain text
   * @param width of the text at most, in pixels
   * @param style further CSS, whole lines
   */
  public static String head(String title, String heading, int width, String style) {
    return HEAD.formatted(escape(title), width, style, escape(heading));
  }

  /** Text as it may stand in an element or an attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
