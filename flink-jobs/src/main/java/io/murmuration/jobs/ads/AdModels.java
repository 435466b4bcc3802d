package io.murmuration.jobs.ads;

import io.murmuration.model.djl.AdCtrLoader;
import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.djl.WriterVersions;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.lifecycle.CheckedLoader;
import io.murmuration.model.lifecycle.ManagedModel;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.Versions;
import io.murmuration.model.rank.ClicksSmokeTest;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The models of the job, as they travel to the tasks. The encoder is none of those that are
 * commanded: requests, campaigns and posts are compared by its vectors, so it changes with the job.
 *
 * @param memory of the encoder, which other jobs share, of the writer and the painter; or null
 */
public record AdModels(
    WriterVersions writer,
    ModelLoader<String, PostEncoding> encoder,
    ModelVersions<float[], Float> clicks,
    Versions<ModelLease<ImageBrief, Picture>> painter,
    LocalMemory memory)
    implements Serializable {
  /** Under the folder of the shipped models. */
  public static final String WRITER = "ad-writer/1.0.0";

  /** Under the folder of the shipped models. */
  public static final String PAINTER = "ad-image/1.1.0";

  public static final String EMBED = "embed";
  static final String WRITE = "write";
  static final String CLICK = "click";
  static final String PAINT = "paint";

  /** By operator: the folders of the models of the day, under that of the shipped models. */
  public static final Map<String, String> OF_THE_DAY =
      Map.of(EMBED, "encoder/1.4.0", WRITE, WRITER, CLICK, "ad-ctr/1.0.0", PAINT, PAINTER);

  /** Those of the day, under the folder of the shipped models, on the CPU. */
  public static AdModels shipped(Path models, LocalMemory memory) {
    return shipped(models, memory, ComputeDevice.CPU);
  }

  /**
   * @param device of the encoder and the painter; the others stay on the CPU
   */
  public static AdModels shipped(Path models, LocalMemory memory, ComputeDevice device) {
    return in(operator -> models.resolve(OF_THE_DAY.get(operator)), memory, device);
  }

  /**
   * @param folders by operator, as in {@link #OF_THE_DAY}
   * @param device of the encoder and the painter; the others stay on the CPU
   */
  public static AdModels in(
      Function<String, Path> folders, LocalMemory memory, ComputeDevice device) {
    return new AdModels(
        new WriterVersions(ModelRevision.in(folders.apply(WRITE))),
        new PostEncoderLoader(folders.apply(EMBED).toString(), 0, device),
        new ModelVersions<>(
            ModelRevision.in(folders.apply(CLICK)), AdModels::clicks, BatchLimits.defaults(), null),
        PainterVersions.on(device, ModelRevision.in(folders.apply(PAINT)), memory),
        memory);
  }

  private static ModelLoader<float[], Float> clicks(ModelRevision revision) {
    return new CheckedLoader<>(
        new AdCtrLoader(revision.folder().toString()), revision, ClicksSmokeTest.ofRows());
  }

  /** Those of a subtask's device; called where they are loaded. */
  AdModels forSubtask(int subtask) {
    return new AdModels(
        writer,
        encoder.forSubtask(subtask),
        clicks.forSubtask(subtask),
        painter.forSubtask(subtask),
        memory);
  }

  /**
   * What the models topic commands. None has a shadow: beside a writer or a painter it would take
   * the time that live ads are made in, and a prediction of clicks is judged by clicks alone, which
   * a shadow gets none of.
   */
  List<ManagedModel> managed() {
    return List.of(
        new ManagedModel(writer, noComparison("copies", WRITE)),
        new ManagedModel(clicks, noComparison("predictions", CLICK)),
        new ManagedModel(painter, noComparison("pictures", PAINT)));
  }

  private static String noComparison(String what, String operator) {
    return ("%s of two versions are not compared while they are served: replay a window with"
            + " --job ads --models %s=VERSION and diff it, or try it with models canary and"
            + " --max-error-rate or --max-latency-ratio")
        .formatted(what, operator);
  }
}
