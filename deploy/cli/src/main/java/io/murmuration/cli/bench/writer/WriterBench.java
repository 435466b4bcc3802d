package io.murmuration.cli.bench.writer;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.cli.bench.models.ShippedSize;
import io.murmuration.model.djl.AdWriterLoader;
import io.murmuration.model.djl.DecoderLoader;
import io.murmuration.model.generate.LoadedDecoder;
import io.murmuration.model.generate.TextScorer;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.generate.ad.CopyCheck;
import io.murmuration.model.inference.RejectedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The ad writer on briefs that it never saw, beside a form that is filled in; and how well it knows
 * slogans, beside 5-grams of the same text.
 */
public final class WriterBench {
  public static final String NAME = "writer";
  public static final String AGAINST = "template";
  public static final String HELD = "ad-writer, held to its brief";
  public static final String FREE = "ad-writer, free";
  public static final String PASS = "copies that keep to form and facts";
  public static final String DISTINCT = "distinct-2";
  public static final String PERPLEXITY = "slogans, perplexity a byte";
  private static final int QUICK_FREE = 150;
  private static final int QUICK_SLOGANS = 600;
  private static final int GRAM = 5;
  private static final int TEXT_TOKENS = 20_000_000;

  private final Path sets;
  private final Path model;
  private final Consumer<String> progress;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * @param sets the folder of data sets; without it slogans are left out
   * @param model the writer's folder
   */
  public WriterBench(Path sets, Path model, Consumer<String> progress) {
    this.sets = sets;
    this.model = model;
    this.progress = progress;
  }

  public List<Figure> run() throws IOException, InterruptedException {
    return run(true);
  }

  /**
   * Without the 5-grams and without what a copy costs; all of the briefs held, the first of them
   * free, and the first of the slogans.
   */
  public List<Figure> runOurs() throws IOException, InterruptedException {
    return run(false);
  }

  private List<Figure> run(boolean baselines) throws IOException, InterruptedException {
    List<AdBrief> briefs = UnseenBriefs.read(model);
    try (AdWriter writer = AdWriterLoader.of(model).load();
        AdWriter beside = AdWriterLoader.of(model).load()) {
      List<AdWriter> writers = List.of(writer, beside);
      progress.accept("the ad writer, " + briefs.size() + " briefs");
      measure(HELD, briefs, write(writers, briefs, AdWriter.Style.DEFAULT));
      List<AdBrief> free = baselines ? briefs : briefs.subList(0, QUICK_FREE);
      measure(FREE, free, write(writers, free, AdWriter.Style.free(0.8, 0.95)));
      if (baselines) {
        progress.accept("what a copy costs");
        figures.addAll(WriterCost.measure(HELD, writer, briefs));
      }
    }
    measure(AGAINST, briefs, briefs.stream().map(b -> Optional.of(TemplateCopy.of(b))).toList());
    figures.add(ShippedSize.figure(NAME, HELD, model));
    if (Files.isDirectory(sets)) {
      progress.accept("slogans");
      slogans(baselines);
    }
    return figures;
  }

  /** In turn: a copy is the same whichever of equal writers wrote it. */
  private static List<Optional<AdCopy>> write(
      List<AdWriter> writers, List<AdBrief> briefs, AdWriter.Style style)
      throws InterruptedException {
    List<CompletableFuture<AdCopy>> answers = new ArrayList<>();
    for (int i = 0; i < briefs.size(); i++) {
      try {
        answers.add(writers.get(i % writers.size()).write(briefs.get(i), i, style));
      } catch (RejectedInputException e) {
        answers.add(CompletableFuture.failedFuture(e));
      }
    }
    List<Optional<AdCopy>> copies = new ArrayList<>();
    for (CompletableFuture<AdCopy> answer : answers) {
      copies.add(copy(answer));
    }
    return copies;
  }

  private static Optional<AdCopy> copy(CompletableFuture<AdCopy> answer)
      throws InterruptedException {
    try {
      return Optional.of(answer.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RejectedInputException) {
        return Optional.empty();
      }
      throw new IllegalStateException("the writer failed: " + e.getCause(), e);
    }
  }

  private void measure(String arm, List<AdBrief> briefs, List<Optional<AdCopy>> copies) {
    for (String language : List.of("en", "fr")) {
      double[] passes =
          IntStream.range(0, briefs.size())
              .filter(i -> briefs.get(i).language().equals(language))
              .mapToDouble(i -> passes(briefs.get(i), copies.get(i)) ? 1 : 0)
              .toArray();
      Interval share =
          Interval.bootstrap(
              passes.length,
              rows -> IntStream.of(rows).mapToDouble(i -> passes[i]).average().orElse(0));
      figures.add(Figure.withInterval(NAME, arm, PASS + ", " + language, "", share));
    }
    Interval distinct =
        new DistinctPairs(copies.stream().flatMap(Optional::stream).toList()).share();
    figures.add(Figure.withInterval(NAME, arm, DISTINCT, "", distinct));
  }

  private static boolean passes(AdBrief brief, Optional<AdCopy> copy) {
    return copy.filter(written -> CopyCheck.faults(brief, written).isEmpty()).isPresent();
  }

  private void slogans(boolean baselines) throws IOException {
    try (LoadedDecoder decoder = new DecoderLoader(1).huggingFace(model)) {
      WriterText text = new WriterText(sets, decoder.tokenizer());
      List<String> all = text.slogans();
      List<String> slogans = baselines ? all : all.subList(0, QUICK_SLOGANS);
      List<int[]> tokens = slogans.stream().map(text::tokens).toList();
      int[] bytes =
          slogans.stream().mapToInt(s -> s.getBytes(StandardCharsets.UTF_8).length + 1).toArray();
      perplexity(HELD, new TextScorer(decoder.step()).logProbabilities(tokens), bytes);
      if (baselines) {
        progress.accept("5-grams of the writer's text");
        KneserNey grams = new KneserNey(GRAM, decoder.step().config().vocabulary(), TEXT_TOKENS);
        text.forEach(grams::add);
        grams.close();
        double[] found = tokens.stream().mapToDouble(grams::logProbability).toArray();
        perplexity("5-grams, Kneser-Ney", found, bytes);
      }
    }
  }

  private void perplexity(String arm, double[] logProbabilities, int[] bytes) {
    Interval found =
        Interval.bootstrap(
            bytes.length,
            sample -> {
              double sum = 0;
              long length = 0;
              for (int i : sample) {
                sum += logProbabilities[i];
                length += bytes[i];
              }
              return Math.exp(-sum / length);
            });
    figures.add(Figure.withInterval(NAME, arm, PERPLEXITY, "", found));
  }
}
