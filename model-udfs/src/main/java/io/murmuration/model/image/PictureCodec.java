package io.murmuration.model.image;

import io.murmuration.model.inference.OutputCodec;
import java.nio.ByteBuffer;

/**
 * A picture that no prompt asked for, as a byte that tells the form, its width and height, then its
 * bytes.
 */
public final class PictureCodec implements OutputCodec<Picture> {
  private static final byte FORM = 1;
  private static final int HEAD = 1 + 2 * Integer.BYTES;

  @Override
  public byte[] write(Picture picture) {
    return ByteBuffer.allocate(HEAD + picture.rgb().length)
        .put(FORM)
        .putInt(picture.width())
        .putInt(picture.height())
        .put(picture.rgb())
        .array();
  }

  @Override
  public Picture read(byte[] bytes) {
    if (bytes.length < HEAD || bytes[0] != FORM) {
      throw new IllegalArgumentException("not a picture: " + bytes.length + " bytes");
    }
    ByteBuffer from = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    int width = from.getInt();
    int height = from.getInt();
    byte[] rgb = new byte[from.remaining()];
    from.get(rgb);
    return new Picture(width, height, rgb);
  }
}
