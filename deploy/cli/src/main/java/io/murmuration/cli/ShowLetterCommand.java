package io.murmuration.cli;

import io.murmuration.cli.deadletters.DeadLetterTopic;
import io.murmuration.cli.deadletters.LetterText;
import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.SchemaRegistry;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Show one dead letter, its bytes decoded as far as they go.",
    footer = {"", "Example: ./murmur dead-letters show tweets:0:1234"})
final class ShowLetterCommand implements Callable<Integer> {
  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "KEY", description = "Its key: topic:partition:offset of its source.")
  private String key;

  @Override
  public Integer call() throws StackException {
    LoadTarget target = cluster.target();
    PrintWriter out = spec.commandLine().getOut();
    AtomicInteger shown = new AtomicInteger();
    new DeadLetterTopic(target)
        .read(
            letter -> DeadLetterTopic.keyOf(letter).equals(key),
            letter -> {
              shown.incrementAndGet();
              LetterText.lines(letter, SchemaRegistry.connect(target.registryUrl()))
                  .forEach(out::println);
            });
    if (shown.get() == 0) {
      throw new StackException(
          "no dead letter '%s': ./murmur tail dead-letters --from beginning names them"
              .formatted(key));
    }
    return CommandLine.ExitCode.OK;
  }
}
