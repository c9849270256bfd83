package org.derain.app.eval.measure;

import java.util.Map;

/**
 * The rainiest frame of a clip, as JPEG pictures.
 *
 * @param frame its number, from 0
 * @param whole whole frames by method, at most 640 pixels wide; the last is "clean"
 * @param detail the same, the part that rain changed most, enlarged
 * @param slice the same, x-t slices: the middle row of each frame below that of the frame before,
 *     so that what stands still is a line downwards, and rain and flicker are specks; empty for
 *     stills
 */
public record Exhibit(
    int frame, Map<String, byte[]> whole, Map<String, byte[]> detail, Map<String, byte[]> slice) {
  /** The name of the truth. */
  public static final String CLEAN = "clean";
}
