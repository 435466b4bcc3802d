package io.murmuration.cli;

import io.murmuration.devstack.StackException;
import io.murmuration.event.ModelMode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets another version serve a share of the keys. */
@Command(
    name = "canary",
    description =
        "Let the model in a folder serve a share of the keys (posts, readers, requests); roll it"
            + " back by a rule.",
    footer = {
      "",
      "Example: ./murmur models canary encoder models/encoder/1.5.0 --percent 10 --max-error-rate"
          + " 1%%"
    })
final class ModelsCanaryCommand implements Callable<Integer> {
  private static final int DEFAULT_PERCENT = 10;

  @Mixin private ModelOrderOptions order;

  @Mixin private TrialOptions trial;

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "The model, where every machine of the cluster finds it.")
  private Path folder;

  @Override
  public Integer call() throws StackException, InterruptedException {
    return trial.start(order, folder, ModelMode.canary, DEFAULT_PERCENT);
  }
}
