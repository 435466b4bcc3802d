package io.murmuration.cli;

import io.murmuration.cli.models.ModelHistory;
import io.murmuration.devstack.StackException;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a trial, or brings the version before the active one back. */
@Command(
    name = "rollback",
    description =
        "End the canary; else the shadow; else bring the version before the active one back.",
    footer = {"", "Example: ./murmur models rollback encoder --reason 'labels flip'"})
final class ModelsRollbackCommand implements Callable<Integer> {
  @Mixin private ModelOrderOptions order;

  @Override
  public Integer call() throws StackException, InterruptedException {
    ModelHistory history = order.history();
    Optional<ModelAudit> trial =
        history.holder(ModelMode.canary).or(() -> history.holder(ModelMode.shadow));
    if (trial.isPresent()) {
      ModelAudit ended = trial.get();
      return order.publish(
          order
              .command(ended.getModel(), ended.getMode())
              .setCanaryPercent(0)
              .setEnded(true)
              .build());
    }
    ModelLocation before =
        history
            .before()
            .orElseThrow(
                () ->
                    new StackException(
                        "nothing to roll back: '%s' runs what it was shipped with"
                            .formatted(history.operator())));
    return order.publish(order.command(before, ModelMode.active).build());
  }
}
