package org.derain.pipeline.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.zoo.Contract;

/** Opens inference sessions on the device asked for, or says what is missing. */
final class SessionFactory {
  /** A session and where it runs. */
  record Opened(OrtSession session, Device device) implements AutoCloseable {
    void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) throws OrtException {
      session.run(inputs, outputs).close();
    }

    @Override
    public void close() {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Bytes of stack for ONNX Runtime's start. */
  private static final long START_STACK = 64L << 20;

  private final OrtEnvironment environment = start();
  private final EnumSet<OrtProvider> available = OrtEnvironment.getAvailableProviders();
  private final DerainerOptions options;
  private final Consumer<String> notes;

  SessionFactory(DerainerOptions options, Consumer<String> notes) {
    this.options = options;
    this.notes = notes;
  }

  /**
   * Starts ONNX Runtime on a thread with a large stack: it matches the whole command line of this
   * process against a recursive expression, and a long class path overflows a usual stack, which
   * ends the process (1.29.0). {@code ORT_DISABLE_TELEMETRY=1}, which the launcher sets, avoids it.
   */
  private static OrtEnvironment start() {
    FutureTask<OrtEnvironment> start =
        new FutureTask<>(
            () -> {
              OnnxLibraries.unpack();
              OrtEnvironment made =
                  OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
              made.setTelemetry(false);
              return made;
            });
    new Thread(null, start, "derain-onnx-start", START_STACK).start();
    try {
      return start.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaException("interrupted while ONNX Runtime started", e);
    } catch (ExecutionException e) {
      throw new MediaException("ONNX Runtime does not start: " + reason(e), e);
    }
  }

  /** What went wrong first: ONNX Runtime wraps it several times, without its words. */
  static String reason(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first instanceof IOException
        ? "it cannot write to "
            + System.getProperty("java.io.tmpdir")
            + "; DERAIN_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another folder"
        : String.valueOf(first.getMessage());
  }

  OrtEnvironment environment() {
    return environment;
  }

  /** Opens a file for pictures of a format; the name is for messages. */
  Opened open(String name, byte[] onnx, FrameFormat format) {
    return switch (options.device()) {
      case CPU -> open(name, onnx, format, Device.CPU);
      case AUTO -> automatic(name, onnx, format);
      default -> {
        require(options.device());
        yield open(name, onnx, format, options.device());
      }
    };
  }

  private Opened automatic(String name, byte[] onnx, FrameFormat format) {
    if (!available.contains(OrtProvider.CUDA)) {
      notes.accept("running on the CPU: this build has no GPU provider (build with -Pgpu for one)");
      return open(name, onnx, format, Device.CPU);
    }
    try {
      return open(name, onnx, format, Device.CUDA);
    } catch (MediaException e) {
      notes.accept("running on the CPU: " + e.getMessage());
      return open(name, onnx, format, Device.CPU);
    }
  }

  private void require(Device device) {
    OrtProvider provider = device == Device.CUDA ? OrtProvider.CUDA : OrtProvider.TENSOR_RT;
    if (!available.contains(provider)) {
      throw new MediaException(
          "device "
              + device
              + ": this build has the CPU provider only; build with -Pgpu, or use --device cpu");
    }
  }

  private Opened open(String name, byte[] onnx, FrameFormat format, Device device) {
    try (SessionOptions session = new SessionOptions()) {
      provide(session, device);
      fix(session, Contract.LUMA_SIDES.get(0), format.height());
      fix(session, Contract.LUMA_SIDES.get(1), format.width());
      fix(session, Contract.CHROMA_SIDES.get(0), format.planeHeight(1));
      fix(session, Contract.CHROMA_SIDES.get(1), format.planeWidth(1));
      session.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      session.setIntraOpNumThreads(options.threads());
      // Planning one block for all activations saves no time and takes 360 MB more at 1920x1080;
      // without the arena, fresh pages for them cost half as much time again.
      session.setMemoryPatternOptimization(false);
      session.setCPUArenaAllocator(true);
      session.addConfigEntry("session.intra_op.allow_spinning", options.spin() ? "1" : "0");
      session.addConfigEntry("session.set_denormal_as_zero", "1");
      return new Opened(environment.createSession(onnx, session), device);
    } catch (OrtException | UnsatisfiedLinkError e) {
      throw new MediaException(message(name, device, e), e);
    }
  }

  private static void fix(SessionOptions session, String side, int length) throws OrtException {
    session.setSymbolicDimensionValue(side, length);
  }

  private static void provide(SessionOptions session, Device device) throws OrtException {
    if (device == Device.TENSORRT) {
      try (OrtTensorRTProviderOptions rt = new OrtTensorRTProviderOptions(0)) {
        rt.add("trt_engine_cache_enable", "1");
        rt.add("trt_engine_cache_path", CacheFolder.of("tensorrt").toString());
        rt.add("trt_timing_cache_enable", "1");
        rt.add("trt_timing_cache_path", CacheFolder.of("tensorrt").toString());
        session.addTensorrt(rt);
      }
    }
    if (device == Device.TENSORRT || device == Device.CUDA) {
      try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
        session.addCUDA(cuda);
      }
    }
  }

  private static String message(String name, Device device, Throwable cause) {
    String reason =
        String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    return device == Device.CPU
        ? "cannot load model " + name + ": " + reason
        : "device "
            + device
            + " cannot be used (it needs an NVIDIA driver, CUDA 12 and cuDNN 9"
            + (device == Device.TENSORRT ? " and TensorRT 10" : "")
            + "): "
            + reason;
  }
}
