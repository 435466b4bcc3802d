package io.murmuration.cli;

import io.murmuration.devstack.StackException;
import io.murmuration.event.ModelMode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes another version the active one. */
@Command(
    name = "deploy",
    description = "Make the model in a folder the active one, once it has passed its tests.",
    footer = {
      "",
      "Example: ./murmur models deploy encoder models/encoder/1.5.0 --reason 'new labels'",
      "         ./murmur models deploy timeline-ranker models/timeline-ranker/1.1.0"
    })
final class ModelsDeployCommand implements Callable<Integer> {
  @Mixin private ModelOrderOptions order;

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "The model, where every machine of the cluster finds it.")
  private Path folder;

  @Override
  public Integer call() throws StackException, InterruptedException {
    return order.publish(order.command(order.in(folder), ModelMode.active).build());
  }
}
