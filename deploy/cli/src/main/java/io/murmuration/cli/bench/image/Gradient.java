package io.murmuration.cli.bench.image;

import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import java.util.List;

/** What stands where no model paints: the palette's colours from top left to bottom right. */
final class Gradient {
  private Gradient() {}

  static Picture of(ImageBrief brief, int width, int height) {
    List<Integer> colours = brief.palette().stream().map(Integer::decode).toList();
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      double along = (i % width + (double) (i / width)) / (width + height - 2);
      double place = along * (colours.size() - 1);
      int from = Math.min((int) place, Math.max(0, colours.size() - 2));
      int to = Math.min(from + 1, colours.size() - 1);
      for (int channel = 0; channel < 3; channel++) {
        int shift = 16 - 8 * channel;
        int a = colours.get(from) >> shift & 0xff;
        int b = colours.get(to) >> shift & 0xff;
        rgb[i * 3 + channel] = (byte) Math.round(a + (place - from) * (b - a));
      }
    }
    return new Picture(width, height, rgb);
  }
}
