package io.murmuration.model.inference;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A process of its own whose engine dies, and the process with it, when it reads "poison". */
final class ForkedEngine {
  private static final int DEAD = 134;
  private static final List<String> TEXTS = List.of("a", "b", "poison", "c", "d");

  record Run(int exitCode, List<String> lines) {}

  private ForkedEngine() {}

  /** Asks it for all the texts; prints the fate of each if it lives to tell. */
  static Run run(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ForkedEngine.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output.lines().toList());
  }

  public static void main(String... arguments) throws Exception {
    BatchLimits limits = new BatchLimits(64, 2_048, 100, 3, Duration.ZERO);
    Map<String, CompletableFuture<InferenceOutcome<String>>> answers = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    try (var lease =
        SharedModels.acquire(new DeadlyLoader(), limits, LocalMemory.in(arguments[0]))) {
      for (String text : TEXTS) {
        answers.put(text, lease.submit(text));
      }
      for (var answer : answers.entrySet()) {
        InferenceOutcome<String> outcome = answer.getValue().get();
        String fate =
            outcome instanceof InferenceOutcome.Refused<String> refused
                ? refused.errorKind()
                : outcome.getClass().getSimpleName();
        lines.add(answer.getKey() + " " + fate);
      }
    }
    lines.forEach(System.out::println);
  }

  private static final class DeadlyLoader implements ModelLoader<String, String> {
    @Override
    public String key() {
      return "deadly";
    }

    @Override
    public LoadedModel<String, String, String> load() {
      return new LoadedModel<>(EchoModel.IDENTITY, new WholeText(1), new Deadly(new EchoModel()));
    }

    @Override
    public Optional<CanonicalForm<String>> canonicalForm() {
      return Optional.of(text -> text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private record Deadly(EchoModel echo) implements Model<String, String> {
    @Override
    public List<String> predict(List<String> inputs) {
      if (inputs.contains("poison")) {
        Runtime.getRuntime().halt(DEAD);
      }
      return echo.predict(inputs);
    }

    @Override
    public void verify(String output) throws RejectedInputException {
      echo.verify(output);
    }

    @Override
    public void close() {
      echo.close();
    }
  }
}
