package io.murmuration.cli;

import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.LoadException;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.loadgen.LoadSnapshot;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.loadgen.TrafficConfig;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
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
    description = "Send generated posts on an open-loop schedule, or the records of a file.",
    footer = {
      "",
      "Example: ./murmur load --rate 200 --for 60s",
      "         ./murmur load --mix ads --rate 2",
      "         ./murmur load --file posts.jsonl --topic tweets"
    })
final class LoadCommand implements Callable<Integer> {
  private static final long PROGRESS_EVERY_MILLIS = 5_000;

  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--rate", paramLabel = "N", description = "Records a second (posts: 50, ads: 1).")
  private Double rate;

  /** What is generated. */
  enum Mix {
    posts,
    ads
  }

  @Option(
      names = "--mix",
      paramLabel = "MIX",
      defaultValue = "posts",
      description = "posts, or ads: campaigns, requests and clicks (default: ${DEFAULT-VALUE}).")
  private Mix mix;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the posts (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--for", paramLabel = "TIME", description = "How long, for example 60s.")
  private Duration duration;

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
      TrafficConfig traffic = traffic();
      LoadTarget target = cluster.target();
      return mix == Mix.ads ? LoadRun.ads(target, traffic) : LoadRun.traffic(target, traffic);
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
        rate == null ? OptionalDouble.empty() : OptionalDouble.of(traffic().tweetsPerSecond());
    return LoadRun.file(target, file, to, perSecond, err::println);
  }

  private TrafficConfig traffic() {
    try {
      return new TrafficConfig(
          rate == null ? (mix == Mix.ads ? 1 : 50) : rate, seed, Optional.ofNullable(duration));
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
        "sent=%d acknowledged=%d skipped=%d failed=%d ack p50=%s p99=%s max=%s",
        load.sent(),
        load.acknowledged(),
        load.skipped(),
        load.failed(),
        Figures.millis(load.acknowledgement().p50Millis()),
        Figures.millis(load.acknowledgement().p99Millis()),
        Figures.millis(load.acknowledgement().maxMillis()));
  }
}
