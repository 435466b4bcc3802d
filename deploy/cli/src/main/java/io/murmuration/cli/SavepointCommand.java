package io.murmuration.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.devstack.FlinkRest;
import io.murmuration.devstack.StackAddresses;
import io.murmuration.devstack.StackException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a running job's state, since checkpoints come and go. */
@Command(
    name = "savepoint",
    description = "Keep a running job's state in a folder of its own, for a replay to begin with.",
    footer = {"", "Example: ./murmur savepoint enrich"})
final class SavepointCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_EVERY_MILLIS = 200;
  private static final int PROGRESS_EVERY_LOOKS = 10;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".murmur",
      description = "Data folder of the stack (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "Where its folder shall lie (default: savepoints in the data folder).")
  private Path into;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long withinSeconds;

  @Parameters(paramLabel = "JOB", description = "enrich, rank or ads.")
  private String job;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws StackException, InterruptedException {
    FlinkRest flink = new FlinkRest(StackAddresses.read(data).flinkUrl());
    String savepoints = "/jobs/" + running(flink) + "/savepoints";
    Path folder = (into == null ? data.resolve("savepoints") : into).toAbsolutePath().normalize();
    JsonNode order =
        JSON.createObjectNode()
            .put("target-directory", folder.toUri().toString())
            .put("cancel-job", false);
    String asked =
        flink
            .post(savepoints, order)
            .map(answer -> answer.path("request-id").asText())
            .orElseThrow(() -> new StackException("Flink does not take the order: see its log"));
    String location = await(flink, savepoints + "/" + asked);
    spec.commandLine()
        .getOut()
        .printf(
            "%s%nfor example: ./murmur replay --job %s --from %s --state %s --into again%n",
            location, job, Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1), location);
    return CommandLine.ExitCode.OK;
  }

  private String running(FlinkRest flink) throws StackException, InterruptedException {
    JsonNode jobs =
        flink
            .get("/jobs/overview")
            .map(overview -> overview.path("jobs"))
            .orElseThrow(() -> new StackException("Flink does not answer: is the stack up?"));
    List<String> names = new ArrayList<>();
    for (JsonNode each : jobs) {
      if (each.path("state").asText().equals("RUNNING")) {
        names.add(each.path("name").asText());
        if (each.path("name").asText().equals(job)) {
          return each.path("jid").asText();
        }
      }
    }
    throw new StackException("no job '%s' runs: there are %s".formatted(job, names));
  }

  /** The savepoint's folder. */
  private String await(FlinkRest flink, String path) throws StackException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(withinSeconds);
    for (int looks = 1; System.nanoTime() < end; looks++) {
      JsonNode found = flink.get(path).orElseGet(JSON::createObjectNode);
      if (found.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = found.path("operation");
        if (operation.has("location")) {
          return Path.of(URI.create(operation.path("location").asText())).toString();
        }
        String cause = operation.path("failure-cause").path("stack-trace").asText();
        throw new StackException(
            "Flink made no savepoint: " + cause.lines().findFirst().orElse("it says no more"));
      }
      if (looks % PROGRESS_EVERY_LOOKS == 0) {
        spec.commandLine().getErr().println("writing the state of " + job);
        spec.commandLine().getErr().flush();
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    throw new StackException(
        "no savepoint within %d s: a busy job needs longer, give --within"
            .formatted(withinSeconds));
  }
}
