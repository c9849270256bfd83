package org.derain.training.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.network.Device;
import org.derain.network.TorchNetwork;

/**
 * Where a run stands, in one libtorch archive that appears whole or not at all: weights, their
 * running average, the optimizer's moments, steps and seconds.
 */
record Checkpoint(long step, double seconds) {

  /**
   * Writes everything.
   *
   * @param beside what is learned beside the network, by name; it is thrown away in the end
   */
  void write(
      Path file,
      TorchNetwork network,
      TorchNetwork average,
      AdamW optimizer,
      Map<String, Tensor> beside) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (PointerScope scope = new PointerScope()) {
      OutputArchive archive = new OutputArchive();
      network.weights().forEach((name, tensor) -> archive.write("weights/" + name, tensor));
      average.weights().forEach((name, tensor) -> archive.write("average/" + name, tensor));
      beside.forEach((name, tensor) -> archive.write("beside/" + name, tensor));
      OutputArchive moments = new OutputArchive(archive.compilation_unit());
      optimizer.save(moments);
      archive.write("optimizer", moments);
      archive.write("progress", numbers(step, seconds));
      archive.save_to(part.toString());
      WholeFile.publish(part, file, true);
    } catch (IOException | RuntimeException e) {
      throw new MediaException(file + ": checkpoint cannot be written: " + e.getMessage(), e);
    }
  }

  /** Reads everything back into what is given. */
  static Checkpoint read(
      Path file,
      TorchNetwork network,
      TorchNetwork average,
      AdamW optimizer,
      Map<String, Tensor> beside) {
    try (PointerScope scope = new PointerScope()) {
      InputArchive archive = new InputArchive();
      archive.load_from(file.toString(), network.device().optional());
      network.weights().forEach((name, tensor) -> archive.read("weights/" + name, tensor));
      average.weights().forEach((name, tensor) -> archive.read("average/" + name, tensor));
      beside.forEach((name, tensor) -> archive.read("beside/" + name, tensor));
      InputArchive moments = new InputArchive();
      archive.read("optimizer", moments);
      optimizer.load(moments);
      Tensor progress = numbers(0, 0);
      archive.read("progress", progress);
      DoublePointer values = Device.CPU.put(progress).data_ptr_double();
      return new Checkpoint((long) values.get(0), values.get(1));
    } catch (RuntimeException e) {
      throw new MediaException(
          file + ": not a checkpoint of this run file's tier; remove it to start anew", e);
    }
  }

  private static Tensor numbers(double... values) {
    return torch
        .from_blob(
            new DoublePointer(values),
            new long[] {values.length},
            new TensorOptions(torch.ScalarType.Double))
        .clone();
  }
}
