package io.murmuration.cli.bench.image;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The shipped image model between a gradient of the palette, which anyone can have, and the
 * pictures that a program drew, which it learnt from.
 */
public final class ImageBench {
  public static final String NAME = "image";

  /** What the model imitates: no figure of quality should be expected beyond it. */
  public static final String DRAWN = "drawn by program";

  public static final String PALETTE = "distance to the palette";
  public static final String TEXT_ROOM = "room for text";
  public static final String SHOWN = "shows its class, by the judge";
  public static final String SIZE = "size";

  /** Ends the arm that measures the same pictures against palettes that aren't theirs. */
  public static final String CONTROL = ", another brief's palette";

  private static final double BYTES_A_MEGABYTE = 1e6;
  private static final int SIDE = 128;

  private final Path training;
  private final Path model;
  private final Consumer<String> progress;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param training the folder with the briefs, the drawn pictures and the judge
   * @param model the model's folder
   */
  public ImageBench(Path training, Path model, Consumer<String> progress) {
    this.training = training;
    this.model = model;
    this.progress = progress;
  }

  public List<Figure> run() throws IOException, InterruptedException {
    BriefSet set = BriefSet.read(training);
    List<ImageBrief> briefs = set.briefs();
    try (PictureJudge judge = judge()) {
      String arm = runOurs(set, judge);
      quality("gradient", briefs, briefs.stream().map(ImageBench::gradient).toList(), judge);
      quality(DRAWN, briefs, set.drawn(), judge);
      progress.accept("the cost of a picture");
      figures.addAll(new PainterSpeed(briefs).run(model, arm));
    }
    return List.copyOf(figures);
  }

  /** The quality and the size of the shipped model alone. */
  public List<Figure> runOurs() throws IOException, InterruptedException {
    try (PictureJudge judge = judge()) {
      runOurs(BriefSet.read(training), judge);
    }
    return List.copyOf(figures);
  }

  private PictureJudge judge() {
    return new PictureJudge(training.resolve("judge"), model);
  }

  private String runOurs(BriefSet set, PictureJudge judge) throws InterruptedException {
    try (ServedPainter painter = new ServedPainter(model)) {
      progress.accept("painting " + set.briefs().size() + " pictures");
      List<Picture> painted = painter.paint(set.briefs());
      quality(painter.arm(), set.briefs(), painted, judge);
      figures.add(palette(painter.arm() + CONTROL, turned(set.briefs()), painted));
      double megabytes =
          ModelManifest.verify(model).manifest().files().stream()
                  .mapToLong(ModelManifest.ModelFile::bytes)
                  .sum()
              / BYTES_A_MEGABYTE;
      figures.add(Figure.ofRepeats(NAME, painter.arm(), SIZE, "MB", List.of(megabytes)));
      return painter.arm();
    }
  }

  private void quality(
      String arm, List<ImageBrief> briefs, List<Picture> pictures, PictureJudge judge)
      throws InterruptedException {
    figures.add(palette(arm, briefs, pictures));
    List<String> classes = briefs.stream().map(ImageBrief::productClass).toList();
    figures.add(figure(arm, SHOWN, "of the pictures", judge.shows(pictures, classes)));
    double[] rooms = pictures.stream().mapToDouble(PictureMetrics::textRoom).toArray();
    figures.add(figure(arm, TEXT_ROOM, "of the picture", rooms));
  }

  private static Figure palette(String arm, List<ImageBrief> briefs, List<Picture> pictures) {
    double[] distances =
        IntStream.range(0, briefs.size())
            .mapToDouble(
                i -> PictureMetrics.paletteDistance(pictures.get(i), briefs.get(i).palette()))
            .toArray();
    return figure(arm, PALETTE, "CIE76, less is better", distances);
  }

  private static Figure figure(String arm, String metric, String unit, double[] values) {
    Interval interval =
        Interval.bootstrap(
            values.length,
            rows -> IntStream.of(rows).mapToDouble(row -> values[row]).average().orElseThrow());
    return Figure.withInterval(NAME, arm, metric, unit, interval);
  }

  /** Each brief's neighbour in its place. */
  private static List<ImageBrief> turned(List<ImageBrief> briefs) {
    List<ImageBrief> turned = new ArrayList<>(briefs.subList(1, briefs.size()));
    turned.add(briefs.get(0));
    return turned;
  }

  private static Picture gradient(ImageBrief brief) {
    return Gradient.of(brief, SIDE, SIDE);
  }
}
