package io.murmuration.jobs.ads;

import io.murmuration.model.djl.AdCtrLoader;
import io.murmuration.model.djl.AdWriterLoader;
import io.murmuration.model.djl.ImagePainterLoader;
import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.SharedModels;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * The models of the job, as they travel to the tasks.
 *
 * @param writer the writer's folder, as every task manager sees it
 * @param memory of the encoder, which other jobs share; or null
 */
public record AdModels(
    String writer,
    ModelLoader<String, PostEncoding> encoder,
    ModelLoader<float[], Float> clicks,
    ModelLoader<ImageBrief, Picture> painter,
    LocalMemory memory)
    implements Serializable {
  /** Under the folder of the shipped models. */
  public static final String WRITER = "ad-writer/1.0.0";

  private static final String EMBED = "embed";
  private static final String WRITE = "write";
  private static final String CLICK = "click";
  private static final String PAINT = "paint";

  /** By operator: the folders of the models of the day, under that of the shipped models. */
  public static final Map<String, String> OF_THE_DAY =
      Map.of(
          EMBED, "encoder/1.2.0",
          WRITE, WRITER,
          CLICK, "ad-ctr/1.0.0",
          PAINT, "ad-image/1.0.0");

  /** Those of the day, under the folder of the shipped models. */
  public static AdModels shipped(Path models, LocalMemory memory) {
    return in(operator -> models.resolve(OF_THE_DAY.get(operator)), memory);
  }

  /**
   * @param folders by operator, as in {@link #OF_THE_DAY}
   */
  public static AdModels in(Function<String, Path> folders, LocalMemory memory) {
    return new AdModels(
        folders.apply(WRITE).toString(),
        new PostEncoderLoader(folders.apply(EMBED).toString()),
        new AdCtrLoader(folders.apply(CLICK).toString()),
        new ImagePainterLoader(folders.apply(PAINT).toString(), 1),
        memory);
  }

  SharedModels.Held<AdWriter> holdWriter() {
    return SharedModels.hold(
        "ad-writer:" + Path.of(writer).toAbsolutePath().normalize(),
        () -> AdWriterLoader.of(Path.of(writer)).load());
  }
}
