package org.derain.pipeline;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.zoo.Contract;
import org.derain.zoo.Model;

/**
 * The network, run by ONNX Runtime for pictures of one format. It reads and writes the pictures'
 * own memory: tensors are made once per picture and kept. One thread uses it at a time.
 */
public final class Derainer implements RainFilter, AutoCloseable {
  /** Beyond this many pictures, those of runs long past are among them: start afresh. */
  private static final int REMEMBERED = 256;

  private final FrameFormat format;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Device device;
  private final Map<Picture, OnnxTensor[]> tensors = new IdentityHashMap<>();
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();
  private final FloatBuffer rain =
      ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
  private final OnnxTensor rainTensor;

  /**
   * Loads a model.
   *
   * @param format of all pictures
   * @param notes told what the user should know, for instance that there is no GPU
   * @throws MediaException when the model does not load, or the device is not there
   */
  public Derainer(
      Model model, FrameFormat format, DerainerOptions options, Consumer<String> notes) {
    this.format = format;
    Sessions sessions = new Sessions(options, notes);
    this.environment = sessions.environment();
    Sessions.Opened opened = sessions.open(model, format);
    this.session = opened.session();
    this.device = opened.device();
    try {
      this.rainTensor = OnnxTensor.createTensor(environment, rain, new long[] {1});
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it runs; never {@link Device#AUTO}. */
  public Device device() {
    return device;
  }

  /** The layout of the pictures that it takes and gives. */
  public FrameFormat format() {
    return format;
  }

  @Override
  public float derain(Picture[] window, Picture into) {
    if (window.length != Contract.WINDOW) {
      throw new IllegalArgumentException("a window has 5 frames, not " + window.length);
    }
    try {
      if (tensors.size() > REMEMBERED) {
        forget();
      }
      for (int frame = 0; frame < Contract.WINDOW; frame++) {
        OnnxTensor[] planes = tensors(window[frame]);
        for (int plane = 0; plane < planes.length; plane++) {
          inputs.put(Contract.input(frame, plane), planes[plane]);
        }
      }
      OnnxTensor[] planes = tensors(into);
      for (int plane = 0; plane < planes.length; plane++) {
        outputs.put(Contract.PLANES.get(plane), planes[plane]);
      }
      outputs.put(Contract.RAIN, rainTensor);
      session.run(inputs, outputs).close();
      return rain.get(0);
    } catch (OrtException e) {
      throw new MediaException("the network failed: " + e.getMessage(), e);
    }
  }

  private OnnxTensor[] tensors(Picture picture) throws OrtException {
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

  private void forget() {
    tensors.values().forEach(planes -> List.of(planes).forEach(OnnxTensor::close));
    tensors.clear();
  }

  @Override
  public void close() {
    forget();
    rainTensor.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
