package org.derain.clips;

import org.derain.clips.libav.Frames;

/** Something to read: a file, an address, or a source of pictures or sound made of filters. */
sealed interface Input extends AutoCloseable permits FileInput, LavfiInput {
  /** How many streams it has. */
  int streams();

  /** The kind of a stream, FFmpeg's {@code AVMEDIA_TYPE_}. */
  int type(int stream);

  /** What a stream decodes to. */
  Frames frames(int stream);

  /** Whether it comes at its own speed ({@code -re}). */
  boolean realTime();

  /** Says that no more streams of it will be asked for: what was read so far is not kept. */
  void complete();

  @Override
  void close();
}
