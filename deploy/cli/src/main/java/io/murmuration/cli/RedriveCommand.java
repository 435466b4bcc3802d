package io.murmuration.cli;

import io.murmuration.cli.deadletters.AskedModel;
import io.murmuration.cli.deadletters.DeadLetterTopic;
import io.murmuration.cli.deadletters.LetterFilter;
import io.murmuration.cli.deadletters.RedriveOutcomes;
import io.murmuration.cli.deadletters.RedriveRules;
import io.murmuration.cli.deadletters.Redriver;
import io.murmuration.cli.models.ModelTopics;
import io.murmuration.devstack.StackException;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.Redrive;
import io.murmuration.loadgen.LoadTarget;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends dead letters back to where they came from. */
@Command(
    name = "redrive",
    description = "Send dead letters back to their topics, each once, and say what became of them.",
    footer = {
      "",
      "Example: ./murmur redrive --where stage=embed --dry-run",
      "         ./murmur redrive --where stage=embed,kind=NOT_FINITE",
      "         ./murmur redrive --where stage=embed,model=encoder/1.4.0 --with-model embed=1.5.0"
    })
final class RedriveCommand implements Callable<Integer> {
  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--where",
      paramLabel = "RULE",
      description =
          "Those with, say, stage=embed,kind=NOT_FINITE,model=encoder/1.4.0,key=tweets:0:7.")
  private String where;

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Option(
      names = "--with-model",
      paramLabel = "OPERATOR=VERSION",
      description =
          "Let this version compute them, and nothing else: posts alone, by the version that the job"
              + " ships or that ./murmur models has let it serve, try or shadow.")
  private String withModel;

  @Option(names = "--dry-run", description = "Say what would be sent; send nothing.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to wait for what becomes of them (default: ${DEFAULT-VALUE}).")
  private Duration wait;

  @Override
  public Integer call() throws StackException {
    if (all == (where != null)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "say which: --where RULE, or --all");
    }
    LetterFilter filter = DeadLettersCommand.filter(where, spec.commandLine());
    Optional<AskedModel> asked = Optional.ofNullable(withModel).map(this::asked);
    LoadTarget target = cluster.target();
    if (asked.isPresent()) {
      asked.get().requireKnown(new ModelTopics(target).audits());
    }
    Predicate<DeadLetter> meant =
        filter.and(letter -> asked.stream().allMatch(m -> m.meets(letter)));
    return dryRun ? wouldSend(target, meant) : send(target, meant, asked);
  }

  private AskedModel asked(String text) {
    try {
      return AskedModel.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private int wouldSend(LoadTarget target, Predicate<DeadLetter> filter) {
    PrintWriter out = spec.commandLine().getOut();
    Set<String> sent = Redriver.sentBefore(target);
    try (RedriveRules rules = RedriveRules.on(target)) {
      Predicate<DeadLetter> unsent = letter -> !sent.contains(DeadLetterTopic.keyOf(letter));
      DeadLettersCommand.print(
          new DeadLetterTopic(target).counts(filter.and(unsent).and(rules::allow)), out);
      print(rules.refused(), out);
    }
    return CommandLine.ExitCode.OK;
  }

  private int send(LoadTarget target, Predicate<DeadLetter> filter, Optional<AskedModel> asked) {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> fates;
    List<Redrive> sent;
    try (RedriveRules rules = RedriveRules.on(target);
        RedriveOutcomes outcomes = new RedriveOutcomes(target);
        Redriver redriver = Redriver.on(target, rules, Clock.systemUTC(), issuer(), asked)) {
      new DeadLetterTopic(target).read(filter, redriver::take);
      sent = redriver.finish();
      out.println("sent %d, %d were sent before".formatted(sent.size(), redriver.skipped()));
      print(rules.refused(), out);
      long deadline = System.nanoTime() + wait.toNanos();
      fates = outcomes.await(sent, () -> System.nanoTime() < deadline);
    }
    Map<String, Long> counts = new TreeMap<>();
    fates.values().forEach(fate -> counts.merge(fate, 1L, Long::sum));
    print(counts, out);
    long unseen = sent.size() - fates.size();
    if (unseen > 0) {
      out.println("%8d  not seen yet".formatted(unseen));
    }
    boolean again =
        counts.keySet().stream()
            .anyMatch(
                fate ->
                    fate.startsWith("dead letter")
                        || asked.stream().anyMatch(model -> model.missed(fate)));
    return unseen > 0 || again ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private static void print(Map<String, Long> counts, PrintWriter out) {
    counts.forEach((what, count) -> out.println("%8d  %s".formatted(count, what)));
  }

  private static String issuer() {
    return System.getProperty("user.name", "unknown");
  }
}
