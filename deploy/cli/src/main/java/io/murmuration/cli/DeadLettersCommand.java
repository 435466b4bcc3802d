package io.murmuration.cli;

import io.murmuration.cli.deadletters.DeadLetterTopic;
import io.murmuration.cli.deadletters.LetterFilter;
import io.murmuration.devstack.StackException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "dead-letters",
    description = "Count the dead letters by topic, stage, kind and model.",
    subcommands = ShowLetterCommand.class,
    footer = {
      "",
      "Example: ./murmur dead-letters --where stage=decode",
      "         ./murmur dead-letters show tweets:0:1234"
    })
final class DeadLettersCommand implements Callable<Integer> {
  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--where",
      paramLabel = "RULE",
      description = "Only those with, say, stage=embed,kind=NOT_FINITE,model=encoder/1.4.0.")
  private String where;

  @Override
  public Integer call() throws StackException {
    LetterFilter filter = filter(where, spec.commandLine());
    Map<String, Long> counts = new DeadLetterTopic(cluster.target()).counts(filter);
    print(counts, spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }

  static LetterFilter filter(String where, CommandLine line) {
    try {
      return where == null ? LetterFilter.all() : LetterFilter.parse(where);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(line, e.getMessage());
    }
  }

  static void print(Map<String, Long> counts, PrintWriter out) {
    if (counts.isEmpty()) {
      out.println("no dead letters");
      return;
    }
    out.println("%8s  %-16s %-12s %-22s %s".formatted("count", "topic", "stage", "kind", "model"));
    counts.forEach((group, count) -> out.println("%8d  %s".formatted(count, group)));
  }
}
