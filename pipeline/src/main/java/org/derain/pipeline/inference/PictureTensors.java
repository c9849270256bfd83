package org.derain.pipeline.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.zoo.Contract;

/**
 * Pictures as a session takes them: tensors over their own memory, made once per picture and kept.
 */
final class PictureTensors implements AutoCloseable {
  /** Beyond this many pictures, those of runs long past are among them: start afresh. */
  private static final int REMEMBERED = 1024;

  private final OrtEnvironment environment;
  private final FrameFormat format;
  private final int frames;
  private final Map<Picture, OnnxTensor[]> tensors = new IdentityHashMap<>();

  /**
   * For one model.
   *
   * @param frames in its windows
   */
  PictureTensors(OrtEnvironment environment, FrameFormat format, int frames) {
    this.environment = environment;
    this.format = format;
    this.frames = frames;
  }

  /** Forgets pictures, when there are many; what was named before is not valid any more. */
  void tidy() {
    if (tensors.size() > REMEMBERED) {
      close();
    }
  }

  /**
   * Names the planes of a window as inputs.
   *
   * @param naming from the contract's names to those of the session
   */
  void window(Picture[] window, Map<String, OnnxTensor> inputs, UnaryOperator<String> naming)
      throws OrtException {
    if (window.length != frames) {
      throw new IllegalArgumentException(
          "a window has " + frames + " frames, not " + window.length);
    }
    for (int frame = 0; frame < frames; frame++) {
      OnnxTensor[] planes = of(window[frame]);
      for (int plane = 0; plane < planes.length; plane++) {
        inputs.put(naming.apply(Contract.input(frame, plane)), planes[plane]);
      }
    }
  }

  /** Names the planes of a picture as outputs. */
  void result(Picture into, Map<String, OnnxTensor> outputs, UnaryOperator<String> naming)
      throws OrtException {
    OnnxTensor[] planes = of(into);
    for (int plane = 0; plane < planes.length; plane++) {
      outputs.put(naming.apply(Contract.PLANES.get(plane)), planes[plane]);
    }
  }

  private OnnxTensor[] of(Picture picture) throws OrtException {
    OnnxTensor[] known = tensors.get(picture);
    if (known == null) {
      known = bind(picture);
      tensors.put(picture, known);
    }
    return known;
  }

  private OnnxTensor[] bind(Picture picture) throws OrtException {
    if (!picture.format().equals(format)) {
      throw new IllegalArgumentException(picture.format() + " and not " + format);
    }
    OnnxJavaType type = format.sampleBytes() == 1 ? OnnxJavaType.UINT8 : OnnxJavaType.INT16;
    OnnxTensor[] planes = new OnnxTensor[Contract.PLANES.size()];
    for (int plane = 0; plane < planes.length; plane++) {
      long[] shape = {1, 1, format.planeHeight(plane), format.planeWidth(plane)};
      planes[plane] = OnnxTensor.createTensor(environment, picture.plane(plane), shape, type);
    }
    return planes;
  }

  @Override
  public void close() {
    tensors.values().forEach(planes -> List.of(planes).forEach(OnnxTensor::close));
    tensors.clear();
  }
}
