package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.derain.clips.libav.Ratio;
import org.derain.clips.libav.Track;

/** A file that lies in the container as it is. */
final class AttachedTrack extends Track {
  AttachedTrack(AVStream stream, Path file) throws IOException {
    super(stream);
    byte[] content = Files.readAllBytes(file);
    BytePointer copy =
        new BytePointer(av_mallocz(content.length + (long) AV_INPUT_BUFFER_PADDING_SIZE));
    copy.capacity(content.length).put(content);
    stream.codecpar().codec_type(AVMEDIA_TYPE_ATTACHMENT);
    stream.codecpar().extradata(copy).extradata_size(content.length);
    var tags = stream.metadata();
    var list = tags == null ? new org.bytedeco.ffmpeg.avutil.AVDictionary(null) : tags;
    av_dict_set(list, "filename", file.getFileName().toString(), 0);
    stream.metadata(list);
  }

  @Override
  public AVPacket next() {
    return null;
  }

  @Override
  public Ratio timeBase() {
    return Ratio.MICROS;
  }

  @Override
  public void close() {}
}
