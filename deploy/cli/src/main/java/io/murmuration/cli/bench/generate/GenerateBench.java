package io.murmuration.cli.bench.generate;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.writer.UnseenBriefs;
import io.murmuration.model.djl.AdWriterLoader;
import io.murmuration.model.djl.DecoderLoader;
import io.murmuration.model.generate.GenerationLimits;
import io.murmuration.model.generate.LoadedDecoder;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * Ways to let sequences share a decoder: the ad writer on real briefs, whose copies are of very
 * different length, held to their briefs.
 */
public final class GenerateBench implements Bench {
  private static final String NAME = "generate";
  private static final String OURS = "continuous batching";
  private static final String MODEL = "ad-writer/1.0.0";
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "ways to share a decoder, 16 slots; about 8 minutes, with --quick 2";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings) throws Exception {
    Path model = settings.models().resolve(MODEL);
    List<AdBrief> briefs = UnseenBriefs.read(model).subList(0, settings.choose(96, 240));
    GenerationLimits limits = GenerationLimits.defaults();
    Measurements found = new Measurements(NAME);
    try (AdWriter sharing = new AdWriterLoader(model, THREADS, limits).load();
        AdWriter apart = new AdWriterLoader(model, THREADS, withoutPrefixes(limits)).load();
        LoadedDecoder bare = new DecoderLoader(THREADS).huggingFace(model)) {
      StepCeiling ceiling = new StepCeiling(bare.step(), limits);
      settings.progress().accept("warming up");
      new WriterRun(sharing, briefs).continuous();
      new WriterRun(apart, briefs).continuous();
      for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
        settings.progress().accept("repeat %d of %d".formatted(repeat, settings.repeats()));
        WriterRun.Result ours = new WriterRun(sharing, briefs).continuous();
        add(found, OURS, ours);
        found.add(
            "bare step graph, 16 rows", "throughput", "tokens/s", ceiling.tokensPerSecond(ours));
        add(
            found,
            "static batches of 16",
            new WriterRun(sharing, briefs).inBatches(limits.slots()));
        add(found, "one after another", new WriterRun(sharing, briefs).inBatches(1));
        add(found, OURS + ", prefixes not shared", new WriterRun(apart, briefs).continuous());
      }
    }
    return List.of(BenchReport.against(OURS, found.figures()));
  }

  private static void add(Measurements found, String arm, WriterRun.Result result) {
    found.add(arm, "throughput", "tokens/s", result.drawn() / result.seconds());
    found.add(arm, "mean completion", "s", result.meanCompletionSeconds());
    found.add(arm, "rows a step", "", result.rowsAStep());
    found.add(arm, "prompt tokens computed", "", result.promptTokens());
  }

  private static GenerationLimits withoutPrefixes(GenerationLimits limits) {
    return new GenerationLimits(
        limits.slots(),
        limits.shortestCache(),
        limits.prefillTokens(),
        limits.queueCapacity(),
        0,
        limits.maxAttempts(),
        limits.backoff());
  }
}
