package io.murmuration.cli;

import io.murmuration.devstack.StackException;
import io.murmuration.event.ModelMode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets another version watch: its results are compared and never served. */
@Command(
    name = "shadow",
    description =
        "Compare the model in a folder with what is served; its results are never served.",
    footer = {
      "",
      "The encoder's alone: for other models the line that refuses it says what does it instead.",
      "",
      "Example: ./murmur models shadow encoder models/encoder/1.5.0 --max-disagreement 5%%"
    })
final class ModelsShadowCommand implements Callable<Integer> {
  private static final int ALL = 100;

  @Mixin private ModelOrderOptions order;

  @Mixin private TrialOptions trial;

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "The model, where every machine of the cluster finds it.")
  private Path folder;

  @Override
  public Integer call() throws StackException, InterruptedException {
    return trial.start(order, folder, ModelMode.shadow, ALL);
  }
}
