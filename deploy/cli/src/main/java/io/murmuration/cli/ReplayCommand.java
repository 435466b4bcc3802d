package io.murmuration.cli;

import io.murmuration.cli.models.ModelTopics;
import io.murmuration.cli.replay.ReplayFile;
import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.cli.replay.ReplayModels;
import io.murmuration.cli.replay.ReplayTwins;
import io.murmuration.cli.replay.ReplayWindows;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.ads.BriefTemplate;
import io.murmuration.jobs.replay.ReplayPlan;
import io.murmuration.jobs.replay.ReplayWindow;
import io.murmuration.jobs.replay.ReplayedJob;
import io.murmuration.jobs.replay.ReplayedJobs;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.schemas.Topic;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs a window of a job's input again, into topics of its own. */
@Command(
    name = "replay",
    description = "Run a window of a job's input again, into topics of its own.",
    subcommands = {
      ReplayListCommand.class,
      ReplayStopCommand.class,
      ReplayResumeCommand.class,
      ReplayRemoveCommand.class
    },
    footer = {
      "",
      "Example: ./murmur replay --job enrich --from 2026-01-05T08:00:00Z --into monday",
      "         ./murmur replay --job enrich --offsets tweets:0:100-200 --into try --models embed=1.4.0",
      "         ./murmur replay --job rank --from beginning --into timelines",
      "         ./murmur replay --job ads --from beginning --into brief-2 --template brief-2.properties",
      "         ./murmur diff --replay monday"
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      defaultValue = "enrich",
      description = "Whose pipeline: enrich, rank or ads (default: ${DEFAULT-VALUE}).")
  private String job;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "The window's begin: a time such as 2026-01-05T08:00:00Z, or beginning.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "The window's end (default: now; of rank, a minute ago).")
  private String to;

  @Option(
      names = "--offsets",
      paramLabel = "RANGE",
      split = ",",
      description = "Instead of times: TOPIC:PARTITION:FROM-TO, the last one left out.")
  private List<String> offsets;

  @Option(names = "--into", paramLabel = "ID", description = "The replay's name.")
  private String id;

  @Option(
      names = "--models",
      paramLabel = "OPERATOR=VERSION",
      split = ",",
      description =
          "Other models than those that the audit names for the window; a version, or a folder.")
  private Map<String, String> models = Map.of();

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description =
          "Of ads: another brief template than that of the day. Begin with a copy of"
              + " flink-jobs/src/main/resources/io/murmuration/jobs/ads/brief-1.properties.")
  private Path template;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "10m",
      description =
          "What lies so long before the window is read to fill the state; nothing of it is written"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration warmUp;

  @Option(
      names = "--state",
      paramLabel = "PATH",
      description =
          "A savepoint of the job (./murmur savepoint JOB) to begin with, taken at or before the window:"
              + " all that came since is read, instead of a warm-up.")
  private Path state;

  @Option(names = "--rate", paramLabel = "N", description = "At most N records a second.")
  private Double rate;

  @Option(names = "--max", description = "As fast as it goes (the default).")
  private boolean max;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Mixin private DeviceOption device;

  @Override
  @SuppressWarnings("try") // the replay is held, not used
  public Integer call() throws StackException, IOException, InterruptedException {
    if (id == null) {
      throw wrong("--into is missing: give the replay a name");
    }
    if (max && rate != null) {
      throw wrong("--rate and --max exclude each other");
    }
    if (rate != null && !(rate > 0)) {
      throw wrong("--rate %s is no rate: give a number above 0, or --max".formatted(rate));
    }
    ReplayedJob replayed = replayed();
    ComputeDevice place = device.parsed();
    ReplayFolder folder = folder();
    requireNew(folder);
    LoadTarget target = cluster.target();
    ReplayFile file =
        ReplayFile.of(
            plan(replayed, target, place),
            target.bootstrap(),
            cluster.replayAccess(),
            target.registryUrl(),
            Instant.now());
    List<Topic<?>> twins = ReplayTwins.of(file.plan().topics(), replayed);
    try (Closeable held = folder.hold()) {
      requireNew(folder);
      ReplayTwins.requireAbsent(file, twins);
      // First, so that rm finds what is made half.
      folder.write(file);
      ReplayTwins.create(file, twins);
      return new ReplayRun(folder, file, spec.commandLine()).run();
    }
  }

  private void requireNew(ReplayFolder folder) throws StackException {
    if (folder.exists()) {
      throw new StackException(
          "there is a replay '%s' already: resume it, or ./murmur replay rm %s".formatted(id, id));
    }
  }

  private ReplayFolder folder() {
    try {
      return ReplayFolder.of(cluster.data(), id);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private ReplayedJob replayed() {
    return ReplayedJobs.byName(job)
        .orElseThrow(
            () ->
                wrong(
                    "no job '%s': there are %s"
                        .formatted(
                            job, ReplayedJobs.all().stream().map(ReplayedJob::name).toList())));
  }

  private ReplayPlan plan(ReplayedJob replayed, LoadTarget target, ComputeDevice place) {
    if ((from == null) == (offsets == null)) {
      throw wrong("give either --from (and --to) or --offsets");
    }
    try (ReplayWindows all = new ReplayWindows(target.bootstrap(), replayed, warmUp, stateUri())) {
      List<ReplayWindow> windows =
          offsets == null ? all.between(millis(from), end(replayed)) : all.of(offsets);
      return new ReplayPlan(
          id,
          replayed.name(),
          windows,
          models(replayed, target),
          template(replayed),
          rate == null ? 0 : rate,
          stateUri(),
          all.leaveNothingOut(windows),
          parallelism,
          place);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private String stateUri() {
    return state == null ? null : state.toUri().toString();
  }

  private long end(ReplayedJob replayed) {
    return to == null ? System.currentTimeMillis() - replayed.runOut().toMillis() : millis(to);
  }

  private long millis(String time) {
    try {
      return time.equals("beginning") ? 0 : Instant.parse(time).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw wrong("'" + time + "' is no time like 2026-01-05T08:00:00Z");
    }
  }

  private Map<String, RoutingTable> models(ReplayedJob replayed, LoadTarget target) {
    Path shipped =
        Path.of(System.getProperty("murmuration.root", ".")).resolve("model-udfs/models");
    long begin = offsets == null ? Math.max(0, millis(from) - warmUp.toMillis()) : 0;
    long end = offsets == null ? end(replayed) + replayed.runOut().toMillis() : Long.MAX_VALUE;
    Map<String, RoutingTable> tables =
        new ReplayModels(replayed, shipped, new ModelTopics(target).audits())
            .between(begin, end, models);
    tables.forEach(
        (operator, table) ->
            spec.commandLine().getErr().println(ReplayModels.line(operator, table)));
    return tables;
  }

  private String template(ReplayedJob replayed) {
    if (template == null) {
      return null;
    }
    if (!replayed.takesTemplate()) {
      throw wrong("--template is of ads alone: %s has no template".formatted(job));
    }
    BriefTemplate.in(template);
    return template.toAbsolutePath().normalize().toString();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
