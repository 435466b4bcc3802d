package io.murmuration.cli;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.ads.AdsBench;
import io.murmuration.cli.bench.ads.AdsLoad;
import io.murmuration.cli.bench.crayfish.CrayfishBench;
import io.murmuration.cli.bench.embed.EmbedBench;
import io.murmuration.cli.bench.generate.GenerateBench;
import io.murmuration.cli.bench.image.ImageBench;
import io.murmuration.cli.bench.likes.LikesBench;
import io.murmuration.cli.bench.models.ModelsBench;
import io.murmuration.cli.bench.models.RankersBench;
import io.murmuration.cli.bench.oncall.ReplayBench;
import io.murmuration.cli.bench.oncall.SwapBench;
import io.murmuration.cli.bench.operator.CacheBench;
import io.murmuration.cli.bench.operator.MemoryBench;
import io.murmuration.cli.bench.operator.OverheadBench;
import io.murmuration.cli.bench.pipeline.EnrichBench;
import io.murmuration.cli.bench.pipeline.PipelineBench;
import io.murmuration.cli.bench.search.SearchBench;
import io.murmuration.cli.bench.timelines.RankBench;
import io.murmuration.cli.bench.timelines.TimelinesBench;
import io.murmuration.cli.bench.writer.WriterBench;
import io.murmuration.jobs.ads.AdModels;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The benchmarks there are, in the order in which they run. */
final class Benches {
  static final String ALL = "all";

  private static final List<Bench> QUALITY =
      List.of(
          Bench.of(
              ModelsBench.NAME,
              "quality of the shipped models on the data sets, those below too; about 10 minutes",
              Benches::encoder),
          Bench.of(
              RankersBench.NAME, "of these the rankers alone; about 1 minute", Benches::rankers),
          Bench.of(
              WriterBench.NAME, "of these the ad writer alone; about 4 minutes", Benches::writer),
          Bench.of(
              ImageBench.NAME,
              "of these the image model alone; needs no data sets; about 1 minute",
              Benches::image));

  private static final List<Bench> RANKING =
      List.of(
          Bench.of(
              TimelinesBench.NAME,
              "timelines in a simulated world, arm by arm; needs no data sets",
              Benches::timelines),
          Bench.of(
              RankBench.NAME,
              "what ranking costs, as readers grow in number; needs no data sets",
              Benches::rank));

  private static final List<Bench> ADS =
      List.of(
          Bench.of(
              AdsBench.NAME,
              "what the ads job makes: facts, audiences, attacks, images; about 20 minutes",
              Benches::ads),
          Bench.of(
              AdsLoad.NAME,
              "5,000 requests at half, all and twice of its capacity; half an hour or more",
              Benches::adsLoad));

  private static final List<Bench> FEED =
      List.of(
          new LikesBench(),
          Bench.of(
              SearchBench.NAME,
              "recall, latency and freshness of the live index; about 6 minutes",
              Benches::search));

  private static final List<Bench> SPEED =
      List.of(
          new EmbedBench(),
          new OverheadBench(),
          new MemoryBench(),
          new CacheBench(),
          new GenerateBench(),
          new CrayfishBench(),
          new EnrichBench(),
          new PipelineBench(),
          new ReplayBench(),
          new SwapBench());

  private Benches() {}

  static List<Bench> all() {
    return Stream.of(QUALITY, RANKING, ADS, FEED, SPEED).flatMap(List::stream).toList();
  }

  /** Empty where there is none of this name. */
  static List<Bench> named(String name) {
    return switch (name) {
      case ALL -> all();
      case ModelsBench.NAME -> QUALITY;
      default -> all().stream().filter(bench -> bench.name().equals(name)).toList();
    };
  }

  static String names() {
    return all().stream().map(Bench::name).collect(Collectors.joining(", ")) + ", " + ALL;
  }

  static Path imageTraining(BenchSettings settings) {
    return settings.training().resolve("image");
  }

  static Path imageModel(BenchSettings settings) {
    return settings.models().resolve(AdModels.PAINTER);
  }

  static Path writerModel(BenchSettings settings) {
    return settings.models().resolve(AdModels.WRITER);
  }

  private static List<BenchReport> encoder(BenchSettings settings) throws Exception {
    var bench =
        new ModelsBench(
            settings.sets(),
            settings.training().resolve("encoder"),
            settings.models().resolve(EnrichTweetsJob.ENCODER),
            settings.progress());
    return List.of(BenchReport.againstTheBest(ModelsBench.OURS, bench.run()));
  }

  private static List<BenchReport> rankers(BenchSettings settings) throws Exception {
    return new RankersBench(settings.sets(), settings.models(), settings.progress()).run();
  }

  private static List<BenchReport> writer(BenchSettings settings) throws Exception {
    var bench = new WriterBench(settings.sets(), writerModel(settings), settings.progress());
    return List.of(BenchReport.against(WriterBench.AGAINST, bench.run()));
  }

  private static List<BenchReport> image(BenchSettings settings) throws Exception {
    var bench = new ImageBench(imageTraining(settings), imageModel(settings), settings.progress());
    return List.of(BenchReport.against(ImageBench.DRAWN, bench.run()));
  }

  private static List<BenchReport> timelines(BenchSettings settings) {
    var size = settings.quick() ? TimelinesBench.Size.quick() : TimelinesBench.Size.full();
    var bench = new TimelinesBench(settings.models(), size, settings.progress());
    BenchReport report = BenchReport.againstTheBest(TimelinesBench.OURS, bench.run());
    return List.of(report.with(bench.lift()));
  }

  private static List<BenchReport> rank(BenchSettings settings) throws Exception {
    var size = settings.quick() ? RankBench.Size.quick() : RankBench.Size.full();
    var bench = new RankBench(settings.models(), size, settings.progress());
    return List.of(BenchReport.against(RankBench.AGAINST, bench.run()));
  }

  private static List<BenchReport> ads(BenchSettings settings) throws Exception {
    var bench =
        new AdsBench(settings.models(), settings.sets(), settings.quick(), settings.progress());
    return List.of(BenchReport.against(AdsBench.AGAINST, bench.run()));
  }

  private static List<BenchReport> adsLoad(BenchSettings settings) throws Exception {
    var bench = new AdsLoad(settings.models(), settings.choose(90, 5_000), settings.progress());
    return List.of(BenchReport.against(AdsLoad.AGAINST, bench.run()));
  }

  private static List<BenchReport> search(BenchSettings settings) throws Exception {
    var bench = new SearchBench(settings);
    return List.of(BenchReport.against(SearchBench.AGAINST, bench.run()));
  }
}
