package io.murmuration.cli;

import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.HttpTimelines;
import io.murmuration.loadgen.LoadException;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.loadgen.LoadSnapshot;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.loadgen.Reactions;
import io.murmuration.loadgen.TopicTimelines;
import io.murmuration.loadgen.TrafficConfig;
import io.murmuration.loadgen.WorldTrafficConfig;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Sends generated traffic, or a file. */
@Command(
    name = "load",
    description =
        "Send generated posts or a simulated world on an open-loop schedule, or the records of a"
            + " file.",
    footer = {
      "",
      "Example: ./murmur load --rate 200 --for 60s",
      "         ./murmur load --mix tweets,engagements,follows --people 500 --for 5m",
      "         ./murmur load --mix ads --rate 2",
      "         ./murmur load --file posts.jsonl --topic tweets"
    })
final class LoadCommand implements Callable<Integer> {
  private static final long PROGRESS_EVERY_MILLIS = 5_000;

  /** Of a world. */
  private static final double POSTS_PER_SECOND = 5;

  private static final double POSTS_PER_SECOND_WITHOUT_WORLD = 50;
  private static final double AD_REQUESTS_PER_SECOND = 1;

  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--rate", paramLabel = "N", description = "Records a second (posts: 50, ads: 1).")
  private Double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the posts (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--for", paramLabel = "TIME", description = "How long, for example 60s.")
  private Duration duration;

  @Option(
      names = "--mix",
      paramLabel = "PART",
      split = ",",
      description =
          "Of a world of people who read and react: tweets, engagements, follows (5 posts a second);"
              + " or ads: campaigns, requests and clicks (1 request a second).")
  private Set<Mix> mix = Set.of();

  /** What is generated. */
  enum Mix {
    tweets(WorldTrafficConfig.Part.tweets),
    engagements(WorldTrafficConfig.Part.engagements),
    follows(WorldTrafficConfig.Part.follows),
    ads(null);

    private final WorldTrafficConfig.Part part;

    Mix(WorldTrafficConfig.Part part) {
      this.part = part;
    }
  }

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Of that world (default: ${DEFAULT-VALUE}); first they follow each other, a thousand a second.")
  private int people;

  @Option(
      names = "--feed",
      paramLabel = "URL",
      description = "Where they read their timelines (default: the topic itself).")
  private String feed;

  @Option(names = "--file", paramLabel = "FILE", description = "JSON lines, one record each.")
  private Path file;

  @Option(names = "--topic", paramLabel = "TOPIC", description = "Where the file's records go.")
  private String topic;

  @Override
  public Integer call() throws StackException, LoadException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try (LoadRun run = start(err)) {
      long nextProgress = System.currentTimeMillis() + PROGRESS_EVERY_MILLIS;
      while (run.isRunning()) {
        Thread.sleep(50);
        if (System.currentTimeMillis() >= nextProgress) {
          nextProgress += PROGRESS_EVERY_MILLIS;
          err.println(line(run.snapshot()));
          err.flush();
        }
      }
      LoadSnapshot end = run.await();
      spec.commandLine().getOut().println(line(end));
      return end.failed() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private LoadRun start(PrintWriter err) throws StackException {
    if (file == null) {
      if (topic != null) {
        throw wrong("--topic goes with --file");
      }
      if (mix.contains(Mix.ads)) {
        return ads();
      }
      if (!mix.isEmpty()) {
        return world();
      }
      TrafficConfig traffic = traffic(POSTS_PER_SECOND_WITHOUT_WORLD);
      return LoadRun.traffic(cluster.target(), traffic);
    }
    if (!mix.isEmpty()) {
      throw wrong("--mix goes without --file");
    }
    if (duration != null) {
      throw wrong("--for goes with generated posts, not with --file");
    }
    if (!Files.isReadable(file)) {
      throw wrong("--file " + file + " can't be read");
    }
    Topic<?> to = topic();
    LoadTarget target = cluster.target();
    OptionalDouble perSecond =
        rate == null ? OptionalDouble.empty() : OptionalDouble.of(traffic(rate).tweetsPerSecond());
    return LoadRun.file(target, file, to, perSecond, err::println);
  }

  private LoadRun ads() throws StackException {
    if (mix.size() > 1) {
      throw wrong("--mix ads goes alone: run a second load for the world");
    }
    TrafficConfig traffic = traffic(AD_REQUESTS_PER_SECOND);
    return LoadRun.ads(cluster.target(), traffic);
  }

  private LoadRun world() throws StackException {
    WorldTrafficConfig light = WorldTrafficConfig.light(POSTS_PER_SECOND, seed);
    WorldTrafficConfig config;
    try {
      config =
          new WorldTrafficConfig(
              mix.stream().map(each -> each.part).collect(Collectors.toSet()),
              people,
              rate == null ? light.tweetsPerSecond() : rate,
              light.sessionsPerHour(),
              light.viewsPerSession(),
              seed,
              Optional.ofNullable(duration));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
    LoadTarget target = cluster.target();
    return LoadRun.world(
        target, config, feed == null ? new TopicTimelines(target) : new HttpTimelines(feed));
  }

  private TrafficConfig traffic(double perSecond) {
    try {
      return new TrafficConfig(
          rate == null ? perSecond : rate, seed, Optional.ofNullable(duration));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Topic<?> topic() {
    if (topic == null) {
      throw wrong("--file needs --topic");
    }
    return Topics.byName(topic)
        .orElseThrow(
            () ->
                wrong(
                    "no topic '%s': there are %s"
                        .formatted(
                            topic,
                            Topics.all().stream()
                                .map(Topic::name)
                                .collect(Collectors.joining(", ")))));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  static String line(LoadSnapshot load) {
    return String.format(
        Locale.ROOT,
        "sent=%d acknowledged=%d skipped=%d failed=%d ack p50=%s p99=%s max=%s%s",
        load.sent(),
        load.acknowledged(),
        load.skipped(),
        load.failed(),
        Figures.millis(load.acknowledgement().p50Millis()),
        Figures.millis(load.acknowledgement().p99Millis()),
        Figures.millis(load.acknowledgement().maxMillis()),
        reactions(load.reactions()));
  }

  /** Nothing where nobody looked at a timeline. */
  private static String reactions(Reactions reactions) {
    return reactions.views() == 0
        ? ""
        : " views=%d pleased=%s complaints=%s"
            .formatted(
                reactions.views(),
                Figures.share(reactions.pleasedShare()),
                Figures.share(reactions.complaintShare()));
  }
}
