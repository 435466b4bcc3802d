package io.murmuration.model.image;

/** The forms in which advertisements are shown, in pixels. */
public enum ImageSize {
  LANDSCAPE(1200, 628),
  SQUARE(1080, 1080);

  private final int width;
  private final int height;

  ImageSize(int width, int height) {
    this.width = width;
    this.height = height;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }
}
