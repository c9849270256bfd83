package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Orientation;
import org.derain.frames.Picture;
import org.derain.pipeline.codec.PictureCopier;
import org.derain.pipeline.codec.PixelLayout;

/**
 * Frames of one shape to upright pictures and back. Planar 4:2:0 and grey of 8 to 12 bits are
 * pictures already; of everything else the picture is a conversion, and what changed in it is added
 * to the frame, so that a frame in which nothing changed stays as it is bit for bit. One thread
 * reads, another writes.
 */
final class Pixels implements AutoCloseable {
  private final int width;
  private final int height;
  private final boolean grey;
  private final Orientation orientation;
  private final FrameFormat stored;
  private final PictureCopier store;
  private final Change change;

  /** Pictures as they are stored, where that is not upright: one to read, two to write. */
  private final List<Picture> turned = new ArrayList<>();

  /**
   * For frames like one.
   *
   * @throws MediaException when rain cannot be taken out of their kind
   */
  Pixels(AVFrame like) {
    width = like.width();
    height = like.height();
    orientation = Orientation.of(like);
    PixelLayout layout = PixelLayout.of(PixelLayout.withoutRange(like.format()));
    int depth = layout.depth() == 11 || layout.depth() > 12 ? 12 : Math.max(8, layout.depth());
    grey = layout.grey() && layout.format() == greyFormat(layout.depth());
    stored = new FrameFormat((width + 1) & ~1, (height + 1) & ~1, depth);
    boolean planar = grey || layout.format() == PixelLayout.planar420(depth);
    if (!planar && Samples.peak(like.format()) == 0) {
      throw new MediaException(
          "frames of pixel format "
              + layout.name()
              + " cannot be derained; set the grabber's image mode to COLOR");
    }
    store = planar ? new PictureCopier(width, height, grey, stored) : null;
    change = planar ? null : new Change(like, stored);
    for (int i = 0; i < 3 && !orientation.isUpright(); i++) {
      turned.add(new Picture(stored));
    }
  }

  private static int greyFormat(int depth) {
    return depth >= 8 && depth <= 12 && depth != 11 ? PixelLayout.planarGrey(depth) : -1;
  }

  /** Of the pictures: the frames' size, made even and upright. */
  FrameFormat format() {
    return orientation.turn(stored);
  }

  /** How frames are turned to be shown. */
  Orientation orientation() {
    return orientation;
  }

  /** Writes a frame into a picture. */
  void read(AVFrame from, Picture into) {
    Picture picture = turned.isEmpty() ? into : turned.get(0);
    if (store != null) {
      store.write(from, picture);
    } else {
      change.read(from, picture);
    }
    if (picture != into) {
      orientation.turn(picture, into);
    }
  }

  /**
   * Writes a picture that was changed back into its frame.
   *
   * @param before as {@link #read} wrote it
   */
  void write(Picture before, Picture after, AVFrame into) {
    if (change != null) {
      change.write(stored(before, 1), stored(after, 2), into);
      return;
    }
    int bytes = stored.sampleBytes();
    Picture picture = stored(after, 2);
    for (int plane = 0; plane < (grey ? 1 : 3); plane++) {
      int stride = stored.planeWidth(plane) * bytes;
      int rowBytes = plane == 0 ? width * bytes : stride;
      int rows = plane == 0 ? height : stored.planeHeight(plane);
      try (BytePointer from = picture.pointer(plane)) {
        av_image_copy_plane(into.data(plane), into.linesize(plane), from, stride, rowBytes, rows);
      }
    }
  }

  private Picture stored(Picture upright, int place) {
    if (turned.isEmpty()) {
      return upright;
    }
    orientation.inverse().turn(upright, turned.get(place));
    return turned.get(place);
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    } else {
      change.close();
    }
    turned.forEach(Picture::close);
  }
}
