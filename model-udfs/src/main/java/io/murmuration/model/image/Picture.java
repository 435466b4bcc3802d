package io.murmuration.model.image;

/**
 * @param rgb three bytes a pixel, row by row from the top left; sRGB
 * @param prompt version and digest of the template that a model of words was asked with, or null
 */
public record Picture(int width, int height, byte[] rgb, String prompt) {
  private static final int CHANNELS = 3;

  /** Not asked for by words. */
  public Picture(int width, int height, byte[] rgb) {
    this(width, height, rgb, null);
  }

  public Picture {
    if (width < 1 || height < 1 || rgb.length != width * height * CHANNELS) {
      throw new IllegalArgumentException(
          rgb.length + " bytes are no picture of " + width + " x " + height + " pixels");
    }
  }

  /**
   * From what a network paints.
   *
   * @param planes of red, green and blue, each {@code [height, width]}, from -1 to 1; what lies
   *     beyond is clipped
   * @param from where the red plane begins
   * @throws IllegalStateException if a number is infinite or none
   */
  public static Picture ofPlanes(float[] planes, int from, int width, int height) {
    int pixels = width * height;
    byte[] rgb = new byte[pixels * CHANNELS];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = 0; i < pixels; i++) {
        float value = planes[from + channel * pixels + i];
        if (!Float.isFinite(value)) {
          throw new IllegalStateException("the picture holds " + value + " at pixel " + i);
        }
        float unit = (Math.max(-1, Math.min(1, value)) + 1) / 2;
        rgb[i * CHANNELS + channel] = (byte) Math.round(unit * 255);
      }
    }
    return new Picture(width, height, rgb);
  }

  /** The pixel as {@code 0xRRGGBB}. */
  public int pixel(int x, int y) {
    int at = (y * width + x) * CHANNELS;
    return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
  }

  /** The same, asked for with this template. */
  public Picture askedWith(PicturePrompt template) {
    return new Picture(width, height, rgb, template.version() + " " + template.digest());
  }
}
