package io.murmuration.cli.bench.ads;

import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.jobs.ads.AdModels;
import io.murmuration.jobs.ads.AdStudio;
import io.murmuration.jobs.ads.ImageStore;
import io.murmuration.jobs.ads.RecordedRungs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** 24 creatives side by side as a PNG, the first of the cases: none is chosen, none left out. */
public final class AdsSheet {
  private static final int COUNT = 24;
  private static final int COLUMNS = 4;
  private static final int CELL = 420;
  private static final int GAP = 12;
  private static final int TALL = 236;
  private static final int WORDS = 70;

  private AdsSheet() {}

  /**
   * @param models the folder of the shipped models
   */
  public static void write(Path models, Path to) throws Exception {
    List<Creative> creatives = new ArrayList<>();
    List<Campaign> campaigns = AdCases.campaigns();
    try (AdStudio studio =
        new AdStudio(
            AdModels.shipped(models, null), RecordedRungs.of(List.of()), new ImageStore(null))) {
      for (int i = 0; i < COUNT; i++) {
        Campaign campaign = campaigns.get(i * 7 % campaigns.size());
        var request = AdCases.request("sheet" + i, campaign, i, i / 3);
        creatives.add(studio.make(studio.won(campaign, request, null)).get());
      }
    }
    ImageIO.write(sheet(creatives), "png", to.toFile());
  }

  private static BufferedImage sheet(List<Creative> creatives) throws IOException {
    int rows = (creatives.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * (CELL + GAP) + GAP,
            rows * (TALL + WORDS + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < creatives.size(); i++) {
      put(
          g,
          creatives.get(i),
          GAP + i % COLUMNS * (CELL + GAP),
          GAP + i / COLUMNS * (TALL + WORDS + GAP));
    }
    g.dispose();
    return sheet;
  }

  private static void put(Graphics2D g, Creative creative, int left, int top) throws IOException {
    var segment = creative.getSegment();
    if (creative.getImage().getBytes() == null) {
      g.setColor(Color.BLACK);
      g.drawString(creative.getRungReason(), left, top + 40);
      return;
    }
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(creative.getImage().getBytes().array()));
    double scale = Math.min((double) CELL / image.getWidth(), (double) TALL / image.getHeight());
    int wide = (int) (image.getWidth() * scale);
    int tall = (int) (image.getHeight() * scale);
    g.drawImage(image, left, top, wide, tall, null);
    g.setColor(new Color(0x222222));
    g.setFont(g.getFont().deriveFont(13f));
    int y = top + tall + 17;
    for (String line : lines(creative.getBody(), 62)) {
      g.drawString(line, left, y);
      y += 16;
    }
    g.setColor(new Color(0x777777));
    g.setFont(g.getFont().deriveFont(11f));
    g.drawString(
        "%s %s %s, %s, %s"
            .formatted(
                segment.getLocale(),
                segment.getAgeBand(),
                String.join("+", segment.getInterests()),
                creative.getPlacement(),
                creative.getRung()),
        left,
        y);
  }

  private static List<String> lines(String text, int most) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + word.length() + 1 > most) {
        lines.add(line);
        line = "";
      }
      line = line.isEmpty() ? word : line + " " + word;
    }
    lines.add(line);
    return lines;
  }
}
