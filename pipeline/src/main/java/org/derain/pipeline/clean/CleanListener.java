package org.derain.pipeline.clean;

/** Told how a job goes. Calls come from several threads, one at a time for each method. */
public interface CleanListener {
  /** A sentence for the user: a conversion, a repair, something left out. */
  void note(String text);

  /**
   * Work begins.
   *
   * @param expected about how many frames there are; 0 when unknown
   * @param finished how many of them an earlier run has finished
   */
  void begin(long expected, long finished);

  /** So many frames are written, those of an earlier run included. */
  void progress(long frames);

  /** All frames are encoded; the file is put together. */
  void finishing();
}
