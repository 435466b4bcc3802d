package io.murmuration.jobs.ads;

import io.murmuration.event.CreativeImage;
import io.murmuration.model.image.ComposedAd;
import io.murmuration.schemas.Sha256;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Where images go: small ones into the record, larger ones to a folder of any file system that
 * Flink knows, under the name of their digest.
 *
 * @param folder such as {@code s3://ads/images}, or null where all go into the record
 * @param mostInlineBytes what still goes into the record, where there is a folder
 */
public record ImageStore(String folder, int mostInlineBytes) implements Serializable {
  private static final int INLINE_BYTES = 200 * 1024;

  /** A record's limit, with room for the rest of it. */
  private static final int MOST_WITHOUT_FOLDER = 900 * 1024;

  public ImageStore(String folder) {
    this(folder, INLINE_BYTES);
  }

  /**
   * @throws UncheckedIOException if the folder can't be written; the job restarts and tries again
   */
  CreativeImage keep(ComposedAd ad) {
    String sha256 = Sha256.hex(ad.bytes());
    CreativeImage.Builder image =
        CreativeImage.newBuilder()
            .setMediaType(ad.mediaType())
            .setWidth(ad.size().width())
            .setHeight(ad.size().height())
            .setSha256(sha256);
    int most = folder == null ? MOST_WITHOUT_FOLDER : mostInlineBytes;
    if (ad.bytes().length <= most) {
      return image.setBytes(ByteBuffer.wrap(ad.bytes())).build();
    }
    if (folder == null) {
      throw new IllegalStateException(
          "an image of " + ad.bytes().length + " bytes: name a folder with --images");
    }
    return image.setUri(write(ad, sha256)).build();
  }

  private String write(ComposedAd ad, String sha256) {
    Path path = new Path(folder, sha256 + ".jpg");
    try (FSDataOutputStream out =
        path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
      out.write(ad.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the image can't be written to " + path, e);
    }
    return path.toString();
  }
}
