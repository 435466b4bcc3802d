package io.murmuration.cli.bench.image;

import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The briefs that painters are measured on, each with the picture that a program drew for it; made
 * by {@code model-udfs/training/image/reference.py}.
 */
record BriefSet(List<ImageBrief> briefs, List<Picture> drawn) {
  private static final int SIDE = 128;

  static BriefSet read(Path folder) throws IOException {
    List<ImageBrief> briefs = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("briefs.tsv"))) {
      String[] cells = line.split("\t");
      briefs.add(
          new ImageBrief(
              cells[0], cells[1], List.of(cells[2].split(" ")), Long.parseLong(cells[3])));
    }
    BufferedImage sheet = ImageIO.read(folder.resolve("drawn.png").toFile());
    int columns = sheet.getWidth() / SIDE;
    List<Picture> drawn = new ArrayList<>();
    for (int i = 0; i < briefs.size(); i++) {
      drawn.add(cut(sheet, i % columns * SIDE, i / columns * SIDE));
    }
    return new BriefSet(briefs, drawn);
  }

  private static Picture cut(BufferedImage sheet, int left, int top) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int colour = sheet.getRGB(left + i % SIDE, top + i / SIDE);
      rgb[i * 3] = (byte) (colour >> 16);
      rgb[i * 3 + 1] = (byte) (colour >> 8);
      rgb[i * 3 + 2] = (byte) colour;
    }
    return new Picture(SIDE, SIDE, rgb);
  }
}
