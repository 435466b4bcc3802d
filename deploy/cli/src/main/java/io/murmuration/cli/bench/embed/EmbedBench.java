package io.murmuration.cli.bench.embed;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.flow.Flow;
import io.murmuration.cli.bench.flow.LocalFlink;
import io.murmuration.cli.bench.models.RealTweets;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The ways to call one encoder from Flink, over real tweets: how many posts, and how soon. */
public final class EmbedBench implements Bench {
  static final String NAME = "embed";
  static final String OURS = "ours";
  private static final int PARALLELISM = 2;
  private static final int TUNED_ON = 3_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "ways to call the encoder from Flink; about 11 minutes, with --quick 2";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings) throws Exception {
    List<String> texts = new ArrayList<>(RealTweets.texts(settings.sets()));
    Collections.shuffle(texts, new Random(1));
    String folder = settings.models().resolve(EnrichTweetsJob.ENCODER).toString();
    PostEncoderLoader encoder = new PostEncoderLoader(folder);
    try (LocalFlink flink = LocalFlink.start(PARALLELISM);
        ModelLease<String, PostEncoding> lease = acquire(encoder);
        EncoderServer server = EncoderServer.start(acquire(encoder));
        RawEngine raw = new RawEngine(folder)) {
      settings.progress().accept("tuning the opponent's batches");
      var tuned = ServingTuning.best(folder, texts.subList(0, TUNED_ON));
      settings.progress().accept("DJL Serving's batches, tuned: " + tuned);
      var rounds =
          new EmbedRounds(
              settings,
              new Flow(flink, texts, PARALLELISM),
              arms(encoder, folder, server, tuned),
              lease.statistics(),
              raw);
      return List.of(rounds.run());
    }
  }

  private static Map<String, Flow.Arm> arms(
      PostEncoderLoader encoder,
      String folder,
      EncoderServer server,
      ServingWorkers.Settings tuned) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / PARALLELISM);
    Map<String, Flow.Arm> arms = new LinkedHashMap<>();
    arms.put(OURS, new OwnArm(encoder));
    arms.put("AsyncFunction, row at a time", new RowAtATimeArm(folder, threads));
    arms.put("ML_PREDICT, row at a time", new SqlRowArm(folder, threads));
    arms.put("HTTP on loopback", new HttpArm(server.url()));
    arms.put("DJL Serving's batches, untuned", new ServingArm(folder, ServingTuning.untuned()));
    arms.put("DJL Serving's batches, tuned", new ServingArm(folder, tuned));
    return arms;
  }

  private static ModelLease<String, PostEncoding> acquire(PostEncoderLoader encoder) {
    return SharedModels.acquire(encoder, BatchLimits.defaults());
  }
}
