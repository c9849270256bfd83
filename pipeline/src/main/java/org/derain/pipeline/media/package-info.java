/**
 * Containers and codecs: files in, files out, nothing lost.
 *
 * <pre>
 *   file -> Demuxer -> MediaSource (decode, Timeline, Converter) -> pipeline
 *   pipeline -> VideoWriter -> VideoEncoder -> PacketLog (in the WorkFolder beside the target)
 *   PacketLog + every other stream of the source -> Muxer -> target, in one atomic move
 * </pre>
 *
 * {@code CleanJob} runs the whole way for one file.
 */
package org.derain.pipeline.media;
