package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Puts the pieces of H.264 and H.265 pictures together that RTP (RFC 6184, RFC 7798) cut them into.
 * FFmpeg's own parser does this too, but knows the end of a picture only when the next one begins:
 * a whole frame interval late. Here a picture is handed on with its last piece, which is found from
 * what the camera does always: as many slices in every picture, and pieces of one size except the
 * last. When that fails once, it waits for the next picture from then on.
 */
final class AccessUnits implements AutoCloseable {
  /** Who gets whole pictures. */
  interface Taker {
    /**
     * Takes a picture, whose bytes are ours again then.
     *
     * @param captured when its last piece came, by {@link System#nanoTime}
     */
    void take(AVPacket unit, long captured) throws InterruptedException;
  }

  /** Pictures from which the camera's habits are learned; a key frame should be among them. */
  private static final int LEARNED = 60;

  private static final int START_CODE = 4;

  private final boolean hevc;
  private final Taker taker;
  private final AVPacket unit = av_packet_alloc();
  private boolean open;
  private boolean released;
  private long captured;
  private int slices;
  private boolean key;
  private int pieces;
  private int lastSize;
  private boolean lastBegan;
  private int units;
  private int mostSlices;
  private int fullPiece;
  private int largestWhole;
  private boolean early = true;

  /** For H.264, or H.265. */
  AccessUnits(boolean hevc, Taker taker) {
    this.hevc = hevc;
    this.taker = taker;
  }

  /** Whether pictures are handed on before the next one begins. */
  boolean early() {
    return early && units >= LEARNED && mostSlices > 0;
  }

  /** Takes the next piece in the order of reception. */
  void add(AVPacket piece, long received) throws InterruptedException {
    boolean begins = begins(piece);
    boolean same = !begins || piece.pts() == unit.pts() && piece.pts() != AV_NOPTS_VALUE;
    if (open && !same && slices == 0) {
      // Parameters go with the picture behind them, whatever time they were sent with.
      unit.pts(piece.pts());
    } else if (open && !same) {
      learn();
      release();
    } else if (released && same) {
      if (!slice(piece, begins)) {
        return;
      }
      // More of a picture that was taken for complete.
      early = false;
    }
    append(piece, begins);
    captured = received;
    if (early() && slices >= mostSlices && lastSize < limit()) {
      release();
      released = true;
    }
  }

  /** Nothing more comes. */
  void finish() throws InterruptedException {
    if (open) {
      release();
    }
  }

  /** What a piece that is not the last has at least. */
  private int limit() {
    return fullPiece > 0 ? fullPiece : largestWhole;
  }

  private static boolean begins(AVPacket piece) {
    return piece.size() <= START_CODE || startsAt(bytes(piece), 0);
  }

  private static ByteBuffer bytes(AVPacket piece) {
    return piece.data().capacity(piece.size()).asByteBuffer();
  }

  /** Whether a piece holds picture content, or else only words about it. */
  private boolean slice(AVPacket piece, boolean begins) {
    int before = slices;
    if (begins) {
      inspect(piece);
    }
    boolean found = !begins || slices > before;
    slices = before;
    return found;
  }

  private void append(AVPacket piece, boolean begins) {
    if (!open) {
      open = true;
      released = false;
      slices = 0;
      pieces = 0;
      key = false;
      av_packet_unref(unit);
      av_packet_ref(unit, piece);
    } else {
      if (!begins) {
        // The piece before was not the last; a first one has up to six bytes more than others.
        fullPiece = Math.max(fullPiece, lastBegan ? lastSize - 6 : lastSize);
      }
      int size = unit.size();
      av_grow_packet(unit, piece.size());
      try (Pointer end = new BytePointer(unit.data()).position(size)) {
        Pointer.memcpy(end, piece.data(), piece.size());
      }
    }
    if (begins) {
      inspect(piece);
    }
    pieces++;
    lastSize = piece.size();
    lastBegan = begins;
  }

  /** Counts the slices that begin in a piece, which may hold several small units. */
  private void inspect(AVPacket piece) {
    ByteBuffer bytes = bytes(piece);
    for (int i = 0; i + START_CODE < bytes.limit(); i++) {
      if (startsAt(bytes, i)) {
        note(bytes.get(i + START_CODE));
        i += START_CODE;
      }
    }
  }

  private static boolean startsAt(ByteBuffer bytes, int i) {
    return bytes.get(i) == 0
        && bytes.get(i + 1) == 0
        && bytes.get(i + 2) == 0
        && bytes.get(i + 3) == 1;
  }

  private void note(byte header) {
    int type = hevc ? header >> 1 & 63 : header & 31;
    if (hevc) {
      slices += type < 32 ? 1 : 0;
      key |= type >= 16 && type <= 21;
    } else {
      slices += type >= 1 && type <= 5 ? 1 : 0;
      // A camera that refreshes its picture bit by bit sends parameters where players can begin.
      key |= type == 5 || type == 7;
    }
  }

  private void learn() {
    units++;
    mostSlices = Math.max(mostSlices, slices);
    if (pieces == 1) {
      largestWhole = Math.max(largestWhole, lastSize);
    }
  }

  private void release() throws InterruptedException {
    open = false;
    unit.flags(key ? unit.flags() | AV_PKT_FLAG_KEY : unit.flags() & ~AV_PKT_FLAG_KEY);
    unit.dts(AV_NOPTS_VALUE);
    long pts = unit.pts();
    taker.take(unit, captured);
    unit.pts(pts);
  }

  @Override
  public void close() {
    av_packet_free(unit);
  }
}
