package io.murmuration.cli.bench.image;

import io.murmuration.model.image.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** The first pictures of the measured set side by side as a PNG: none is chosen, none left out. */
public final class ContactSheet {
  private static final int COUNT = 24;
  private static final int COLUMNS = 6;
  private static final int GAP = 4;
  private static final int WHITE = 0xffffff;

  private ContactSheet() {}

  /**
   * @param training the folder with the briefs
   * @param model the image model's folder
   */
  public static void write(Path training, Path model, Path to)
      throws IOException, InterruptedException {
    BriefSet set = BriefSet.read(training);
    try (ServedPainter painter = new ServedPainter(model)) {
      ImageIO.write(sheet(painter.paint(set.briefs().subList(0, COUNT))), "png", to.toFile());
    }
  }

  private static BufferedImage sheet(List<Picture> pictures) {
    int step = pictures.get(0).width() + GAP;
    int rows = (pictures.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * step - GAP, rows * step - GAP, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < sheet.getWidth() * sheet.getHeight(); i++) {
      sheet.setRGB(i % sheet.getWidth(), i / sheet.getWidth(), WHITE);
    }
    for (int i = 0; i < pictures.size(); i++) {
      put(pictures.get(i), sheet, i % COLUMNS * step, i / COLUMNS * step);
    }
    return sheet;
  }

  private static void put(Picture picture, BufferedImage sheet, int left, int top) {
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        sheet.setRGB(left + x, top + y, picture.pixel(x, y));
      }
    }
  }
}
