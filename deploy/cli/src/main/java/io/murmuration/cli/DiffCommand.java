package io.murmuration.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.cli.diff.DiffHtml;
import io.murmuration.cli.diff.DiffJson;
import io.murmuration.cli.diff.DiffReport;
import io.murmuration.cli.diff.DiffText;
import io.murmuration.cli.diff.Gate;
import io.murmuration.cli.diff.OtherFates;
import io.murmuration.cli.diff.TopicComparison;
import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.cli.replay.ReplayFolder;
import io.murmuration.devstack.StackException;
import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.replay.ReplayPlan;
import io.murmuration.jobs.replay.ReplayedJobs;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Says record by record how two topics differ, and why. */
@Command(
    name = "diff",
    description = "Say record by record how two topics of a kind differ, and why.",
    footer = {
      "",
      "Example: ./murmur diff --replay monday --html monday.html",
      "         ./murmur diff --replay monday --gate 'changed<=0.1%%,safety_flips=0'",
      "         ./murmur diff tweets.enriched.replay.a tweets.enriched.replay.b"
    })
final class DiffCommand implements Callable<Integer> {
  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(arity = "0..2", paramLabel = "TOPIC", description = "A, then B.")
  private List<String> topics = List.of();

  @Option(
      names = "--replay",
      paramLabel = "ID",
      description = "Every output of a replay against production's, within its windows.")
  private String replay;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      defaultValue = "1e-5",
      description =
          "Numbers no further apart than this are the same (default: ${DEFAULT-VALUE}; at least 3e-4"
              + " where a record names a model that claims no same bytes on its device).")
  private double tolerance;

  @Option(
      names = "--gate",
      paramLabel = "RULE",
      description = "Exit with 1 where one of its conditions does not hold.")
  private String gate;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
  private Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a report with plots there.")
  private Path html;

  @Override
  public Integer call() throws StackException, IOException {
    if (replay == null ? topics.size() != 2 : !topics.isEmpty()) {
      throw wrong("give two topics, or --replay ID");
    }
    Gate rules = gate();
    LoadTarget target = cluster.target();
    List<DiffReport> reports = replay == null ? List.of(twoTopics(target)) : outputsOf(target);
    PrintWriter out = spec.commandLine().getOut();
    reports.forEach(report -> DiffText.lines(report).forEach(out::println));
    List<String> failures = new ArrayList<>();
    if (rules != null) {
      reports.forEach(report -> failures.addAll(rules.failures(report)));
      failures.forEach(failure -> out.println("gate failed: " + failure));
      if (failures.isEmpty()) {
        out.println("gate holds: " + gate);
      }
    }
    write(reports, rules == null ? null : failures);
    return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private Gate gate() {
    try {
      return gate == null ? null : Gate.parse(gate);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private DiffReport twoTopics(LoadTarget target) throws IOException {
    Topic<?> a = topic(topics.get(0));
    Topic<?> b = topic(topics.get(1));
    if (a.type() != b.type()) {
      throw wrong("%s and %s hold different kinds of records".formatted(a, b));
    }
    return compare(
        a,
        b,
        target,
        new TopicComparison.Scope(at -> true, true, null, tolerance, Map.of(), Map.of()));
  }

  private List<DiffReport> outputsOf(LoadTarget target) throws StackException, IOException {
    ReplayFolder folder = cluster.replay(replay, spec.commandLine());
    ReplayPlan plan = folder.read().plan();
    folder.unfinished().ifPresent(spec.commandLine().getOut()::println);
    Predicate<SourcePosition> inWindow =
        at -> plan.windows().stream().anyMatch(window -> window.writes(at));
    SchemaRegistryClient registry = SchemaRegistry.connect(target.registryUrl());
    List<Topic<?>> outputs = ReplayedJobs.byName(plan.job()).orElseThrow().outputs();
    List<Topic<?>> others = outputs.stream().filter(DiffCommand::isOtherFate).toList();
    List<Topic<?>> otherTwins =
        others.stream().<Topic<?>>map(topic -> plan.topics().twinOf(topic)).toList();
    TopicComparison.Scope scope =
        new TopicComparison.Scope(
            inWindow,
            false,
            plan.stateIsWhole(),
            tolerance,
            OtherFates.of(target.bootstrap(), registry, others, inWindow),
            OtherFates.of(target.bootstrap(), registry, otherTwins, inWindow));
    List<DiffReport> reports = new ArrayList<>();
    for (Topic<?> output : outputs) {
      reports.add(compare(output, plan.topics().twinOf(output), target, scope));
    }
    return reports;
  }

  private static boolean isOtherFate(Topic<?> topic) {
    return topic.equals(Topics.DEAD_LETTERS) || topic.equals(Topics.REPETITIONS);
  }

  @SuppressWarnings("unchecked") // the two were seen to be of one type
  private <T extends SpecificRecord> DiffReport compare(
      Topic<T> a, Topic<?> b, LoadTarget target, TopicComparison.Scope scope) throws IOException {
    Path scratch = Files.createTempDirectory("murmur-diff");
    try {
      return new TopicComparison<>(
              a,
              (Topic<T>) b,
              (topic, each) -> read(target, topic, each),
              SchemaRegistry.connect(target.registryUrl()),
              scope)
          .run(scratch);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  private static void read(
      LoadTarget target, Topic<?> topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (CommittedRecords records = new CommittedRecords(target.bootstrap(), topic.name())) {
      records.readToEnd(each);
    }
  }

  private Topic<?> topic(String name) {
    return ReplayTopics.find(name).orElseThrow(() -> wrong("no topic '" + name + "'"));
  }

  private void write(List<DiffReport> reports, List<String> failures) throws IOException {
    if (json != null) {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode all = mapper.createArrayNode();
      reports.forEach(report -> all.add(DiffJson.of(report)));
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), all);
    }
    if (html != null) {
      String title = replay == null ? "Difference of two topics" : "Replay " + replay;
      Files.writeString(html, DiffHtml.page(title, reports, failures));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
