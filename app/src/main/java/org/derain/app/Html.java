package org.derain.app;

/** What every page that we write needs. */
public final class Html {
  private Html() {}

  /** Text as it may stand in an element or an attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
