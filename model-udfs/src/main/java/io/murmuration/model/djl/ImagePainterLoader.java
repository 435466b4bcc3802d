package io.murmuration.model.djl;

import io.murmuration.model.image.BriefReader;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.image.PictureCodec;
import io.murmuration.model.image.PreparedBrief;
import io.murmuration.model.inference.CanonicalForm;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.OutputCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads the image model from its folder and runs it on ONNX Runtime through DJL. */
public final class ImagePainterLoader implements ModelLoader<ImageBrief, Picture> {
  private final String directory;
  private final int threads;
  private final ComputeDevice device;

  /**
   * On all cores.
   *
   * @param directory as every task manager sees it
   */
  public ImagePainterLoader(String directory) {
    this(directory, 0);
  }

  /**
   * @param threads of one call; 0 for as many as there are cores where it is loaded
   */
  public ImagePainterLoader(String directory, int threads) {
    this(directory, threads, ComputeDevice.CPU);
  }

  /**
   * @param threads of one call; 0 for as many as there are cores where it is loaded
   */
  public ImagePainterLoader(String directory, int threads, ComputeDevice device) {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must not be negative: " + threads);
    }
    this.directory = directory;
    this.threads = threads;
    this.device = device;
  }

  @Override
  public String key() {
    return "image-painter:%s:%d:%s"
        .formatted(Path.of(directory).toAbsolutePath().normalize(), threads, device);
  }

  @Override
  public ImagePainterLoader forSubtask(int subtask) {
    return new ImagePainterLoader(
        directory, threads, EngineDevices.placed(device, OnnxFile.ENGINE, subtask));
  }

  @Override
  public LoadedModel<ImageBrief, PreparedBrief, Picture> load() {
    ModelManifest.Verified verified = ModelManifest.verify(Path.of(directory));
    ModelManifest.Image image = verified.manifest().image();
    if (image == null || image.times() == null || image.times().size() < 2) {
      throw new FatalInferenceException(
          directory + ": the manifest of a model that paints needs image with times");
    }
    BriefReader reader = new BriefReader(image.productClasses(), image.moods());
    int wanted = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    ComputeDevice placed = EngineDevices.placed(device, OnnxFile.ENGINE, 0);
    OnnxImagePainter painter =
        new OnnxImagePainter(OnnxFile.load(verified.directory(), wanted, placed), image);
    warmUp(painter);
    return new LoadedModel<>(
        verified.identity(), reader, painter, placed.equals(ComputeDevice.CPU));
  }

  @Override
  public Optional<CanonicalForm<ImageBrief>> canonicalForm() {
    return Optional.of(ImageBrief::canonicalBytes);
  }

  @Override
  public Optional<OutputCodec<Picture>> outputCodec() {
    return Optional.of(new PictureCodec());
  }

  private void warmUp(OnnxImagePainter painter) {
    try {
      painter.predict(List.of(new PreparedBrief(0, 0, new float[12], new float[4], 0)));
    } catch (FatalInferenceException e) {
      painter.close();
      throw e;
    } catch (IllegalStateException e) {
      painter.close();
      throw new FatalInferenceException(
          "%s paints nothing: %s".formatted(directory, e.getMessage()), e);
    }
  }
}
