package io.murmuration.jobs.ads;

import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was painted of late, to be used again: by which model, to which brief. Bounded by number and
 * by bytes, since a picture from elsewhere is as large as forty of the shipped painter's.
 * Thread-safe.
 */
final class PaintedPictures {
  private static final int MOST = 256;

  private final long mostBytes;
  private final Map<Painting, Picture> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param sha256 of the painter's manifest
   */
  record Painting(String sha256, ImageBrief brief) {}

  PaintedPictures(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Or null. */
  synchronized Picture find(Painting painting) {
    return kept.get(painting);
  }

  synchronized void keep(Painting painting, Picture picture) {
    Picture before = kept.put(painting, picture);
    bytes += picture.rgb().length - (before == null ? 0 : before.rgb().length);
    Iterator<Picture> eldest = kept.values().iterator();
    while (kept.size() > MOST || (bytes > mostBytes && kept.size() > 1)) {
      bytes -= eldest.next().rgb().length;
      eldest.remove();
    }
  }
}
