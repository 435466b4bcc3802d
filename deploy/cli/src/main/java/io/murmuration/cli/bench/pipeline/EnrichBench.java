package io.murmuration.cli.bench.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.ScratchFolder;
import io.murmuration.cli.bench.embed.RawEngine;
import io.murmuration.cli.bench.models.RealTweets;
import io.murmuration.devstack.JobSpec;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.loadgen.LoadException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How much of the engine's own speed is left when the whole job is around it: enrich, Kafka to
 * Kafka, exactly once, against the encoder alone over the same real tweets.
 */
public final class EnrichBench implements Bench {
  private static final String NAME = "enrich";
  private static final String ENGINE = "raw engine, perfect batches";
  private static final String ENGINE_OF_TOKENS = "raw engine, tokens ready";
  private static final String METRIC = "throughput";
  private static final String UNIT = "posts/s";
  private static final JobSpec JOB =
      new JobSpec(EnrichTweetsJob.NAME, EnrichTweetsJob.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "the enrich job against the raw engine; about 6 minutes, with --quick 1";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings)
      throws StackException, LoadException, InterruptedException, IOException {
    List<String> texts = new ArrayList<>(RealTweets.texts(settings.sets()));
    Collections.shuffle(texts, new Random(1));
    Measurements found = new Measurements(NAME);
    String encoder = settings.models().resolve(EnrichTweetsJob.ENCODER).toString();
    List<String> sample = texts.subList(0, Math.min(texts.size(), settings.choose(5_000, 20_000)));
    try (ScratchFolder folder = ScratchFolder.create();
        RawEngine raw = new RawEngine(encoder);
        WarmJob job = new WarmJob(settings, folder.resolve("data"), JOB)) {
      settings.progress().accept("warming up");
      int warmUp = settings.choose(10_000, 400_000);
      job.drain(file(folder, texts, 0, warmUp));
      raw.postsPerSecond(sample);
      int posts = settings.choose(10_000, 50_000);
      for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
        settings.progress().accept("repeat %d of %d".formatted(repeat, settings.repeats()));
        found.add(ENGINE, METRIC, UNIT, raw.postsPerSecond(sample));
        found.add(ENGINE_OF_TOKENS, METRIC, UNIT, raw.postsPerSecondOfTokens(sample));
        int first = warmUp + (repeat - 1) * posts;
        JobStack.Drained drained = job.drain(file(folder, texts, first, posts));
        found.add(JOB.name(), METRIC, UNIT, drained.perSecond());
        found.add(JOB.name(), "Flink CPU", "s per million posts", drained.cpuSecondsPerMillion());
      }
    }
    return List.of(BenchReport.against(ENGINE, found.figures()));
  }

  /** Posts of these numbers, one a line. */
  private static Path file(ScratchFolder folder, List<String> texts, int first, int count)
      throws IOException {
    Path file = folder.resolve("posts.jsonl");
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int i = first; i < first + count; i++) {
        lines.write(JSON.writeValueAsString(post(i, texts.get(i % texts.size()))));
        lines.write('\n');
      }
    }
    return file;
  }

  private static Map<String, Object> post(int number, String text) {
    return Map.of(
        "tweet_id",
        "bench-" + number,
        "author_id",
        "author-" + number % 1_000,
        "text",
        text,
        "created_at",
        FIRST.plusMillis(number).toString());
  }
}
