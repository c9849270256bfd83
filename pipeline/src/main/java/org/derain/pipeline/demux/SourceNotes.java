package org.derain.pipeline.demux;

import java.util.function.Consumer;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Colours;
import org.derain.pipeline.codec.PixelLayout;
import org.derain.pipeline.codec.VideoTraits;

/** What the user should know about a source before it is cleaned. */
final class SourceNotes {
  private SourceNotes() {}

  /** Tells of conversions, odd sizes and further video streams. */
  static void tell(
      Demuxer demuxer,
      VideoTraits traits,
      PixelLayout layout,
      Codec codec,
      Consumer<String> notes) {
    boolean high = Colours.isHigh(traits.width(), traits.height());
    String conversion = layout.note(traits.format().bitDepth(), high);
    if (!conversion.isEmpty()) {
      notes.accept(conversion);
    }
    if ((traits.width() | traits.height()) % 2 != 0) {
      notes.accept(oddSize(traits, codec));
    }
    int jumps = demuxer.jumps().count();
    if (jumps > 0) {
      notes.accept(
          "the clock of the file jumps "
              + (jumps == 1 ? "once" : jumps + " times")
              + ", as where recordings were joined: all streams go on together behind it");
    }
    if (demuxer.otherVideos() > 0) {
      notes.accept(
          "there are "
              + (demuxer.otherVideos() + 1)
              + " video streams: stream "
              + demuxer.videoIndex()
              + " is cleaned, the others are copied as they are");
    }
  }

  private static String oddSize(VideoTraits traits, Codec codec) {
    String size = traits.width() + "x" + traits.height();
    return codec.storesOddSizes()
        ? size + " is odd: kept as it is, " + codec.label() + " can store that"
        : String.format(
            "%s is odd, which 4:2:0 %s cannot store: it becomes %dx%d, with the last column or row"
                + " repeated",
            size, codec.label(), (traits.width() + 1) & ~1, (traits.height() + 1) & ~1);
  }
}
