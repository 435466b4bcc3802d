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
  private static final String ENCODER = "encoder/1.2.0";

  /** Under the folder of the shipped models. */
  public static final String WRITER = "ad-writer/1.0.0";

  private static final String CLICKS = "ad-ctr/1.0.0";
  private static final String PAINTER = "ad-image/1.0.0";

  /** Those of the day, under the folder of the shipped models. */
  public static AdModels shipped(Path models, LocalMemory memory) {
    return new AdModels(
        models.resolve(WRITER).toString(),
        new PostEncoderLoader(models.resolve(ENCODER).toString()),
        new AdCtrLoader(models.resolve(CLICKS).toString()),
        new ImagePainterLoader(models.resolve(PAINTER).toString(), 1),
        memory);
  }

  SharedModels.Held<AdWriter> holdWriter() {
    return SharedModels.hold(
        "ad-writer:" + Path.of(writer).toAbsolutePath().normalize(),
        () -> AdWriterLoader.of(Path.of(writer)).load());
  }
}
