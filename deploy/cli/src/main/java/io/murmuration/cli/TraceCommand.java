package io.murmuration.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.cli.trace.EventTrace;
import io.murmuration.cli.trace.TraceStep;
import io.murmuration.devstack.StackException;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows one event through every topic. */
@Command(
    name = "trace",
    description = "Follow one event through every topic: when, where, by which model, to what end.",
    footer = {
      "",
      "Example: ./murmur trace 1234567890",
      "         ./murmur trace tweets:0:42 --json"
    })
final class TraceCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      description = "A tweet_id, request_id, user_id, any key, or topic:partition:offset.")
  private String id;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only records of, say, the last 2h (default: all that the topics hold).")
  private Duration since;

  @Option(
      names = "--replay",
      paramLabel = "ID",
      split = ",",
      description = "Through the topics of these replays, too.")
  private List<String> replays = List.of();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws StackException {
    EventTrace trace = new EventTrace(cluster.target(), id);
    long from = since == null ? 0 : System.currentTimeMillis() - since.toMillis();
    List<TraceStep> steps = trace.find(topics(), from);
    if (steps.isEmpty()) {
      throw new StackException(
          "no record names '%s': give a whole id, or topic:partition:offset".formatted(id));
    }
    if (json) {
      printJson(trace, steps);
    } else {
      printText(trace, steps);
    }
    return CommandLine.ExitCode.OK;
  }

  private List<Topic<?>> topics() throws StackException {
    List<Topic<?>> topics = new ArrayList<>(Topics.all());
    for (String replay : replays) {
      var twins = cluster.twins(replay, spec.commandLine());
      topics.addAll(twins);
    }
    return topics;
  }

  private void printText(EventTrace trace, List<TraceStep> steps) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("%s, trace %s".formatted(id, String.join(", ", trace.traceIds())));
    Instant first = steps.get(0).at();
    for (TraceStep step : steps) {
      String details =
          step.details().entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("  "));
      out.println(
          "%s %9s  %-24s %-24s %s"
              .formatted(
                  TIME.format(step.at()),
                  "+" + Duration.between(first, step.at()).toMillis() + " ms",
                  step.what(),
                  step.where(),
                  details));
    }
    if (trace.truncated()) {
      out.println("... and more: narrow it with --since");
    }
  }

  private void printJson(EventTrace trace, List<TraceStep> steps) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("id", id);
    ArrayNode traces = root.putArray("traces");
    trace.traceIds().forEach(traces::add);
    ArrayNode all = root.putArray("steps");
    for (TraceStep step : steps) {
      ObjectNode one = all.addObject();
      one.put("at", step.at().toString());
      one.put("what", step.what());
      one.put("where", step.where());
      ObjectNode details = one.putObject("details");
      step.details().forEach(details::put);
    }
    root.put("truncated", trace.truncated());
    spec.commandLine().getOut().println(root.toPrettyString());
  }
}
