package io.murmuration.cli;

import io.murmuration.cli.models.ModelHistory;
import io.murmuration.devstack.StackException;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelMode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes what is on trial the active version. */
@Command(
    name = "promote",
    description = "Make the canary the active model, or the shadow where there is no canary.",
    footer = {"", "Example: ./murmur models promote encoder"})
final class ModelsPromoteCommand implements Callable<Integer> {
  @Mixin private ModelOrderOptions order;

  @Override
  public Integer call() throws StackException, InterruptedException {
    ModelHistory history = order.history();
    ModelAudit candidate =
        history
            .holder(ModelMode.canary)
            .or(() -> history.holder(ModelMode.shadow))
            .orElseThrow(
                () ->
                    new StackException(
                        "nothing to promote: no canary and no shadow of '%s' runs"
                            .formatted(history.operator())));
    return order.publish(order.command(candidate.getModel(), ModelMode.active).build());
  }
}
