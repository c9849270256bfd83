package org.derain.pipeline.demux;

import java.io.IOException;

/**
 * Damage that only the structure of a file shows, because FFmpeg's reader passes over it in silence
 * and the decoder never sees what was lost.
 *
 * @param count places where the structure is broken
 * @param note a sentence for the user; empty when it is whole
 */
record Breaks(int count, String note) {
  static final Breaks NONE = new Breaks(0, "");

  /**
   * Looks through the part of a file that was read; kinds of files that tell by themselves have
   * none.
   *
   * @param from where reading began, in bytes
   * @param to where it ended, {@code Long.MAX_VALUE} for the end of the file
   */
  static Breaks of(Demuxer demuxer, long from, long to) {
    try {
      if (demuxer.isFormat("gif") && to == Long.MAX_VALUE && !GifBlocks.areWhole(demuxer.file())) {
        return new Breaks(
            1,
            "the file is cut off or damaged: the mark at the end of a GIF is not found; what is"
                + " there is cleaned");
      }
      int count =
          demuxer.isFormat("matroska") ? MatroskaElements.breaks(demuxer.file(), from, to) : 0;
      return count == 0
          ? NONE
          : new Breaks(
              count,
              "the structure of the file is broken at "
                  + (count == 1 ? "one place" : count + " places")
                  + ", and what was there may be lost; everything else is cleaned");
    } catch (IOException e) {
      // Reading it for its pictures says so.
      return NONE;
    }
  }
}
