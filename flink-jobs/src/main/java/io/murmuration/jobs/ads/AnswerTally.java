package io.murmuration.jobs.ads;

import io.murmuration.jobs.InferenceHeader;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.OutputOrigin;
import io.murmuration.schemas.ModelAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the models of one request answered, by model. Thread-safe. */
final class AnswerTally {
  private static final class Count {
    private OutputOrigin dearest = OutputOrigin.MEMORY;
    private int attempts;
    private int answers;
    private int known;
  }

  private final Map<String, Count> byModel = new TreeMap<>();

  /** A refusal is an answer too, and nobody had it before. */
  void count(InferenceOutcome<?> outcome) {
    OutputOrigin origin =
        outcome instanceof InferenceOutcome.Done<?> done ? done.origin() : OutputOrigin.COMPUTED;
    count(outcome.model().name(), origin, outcome.attempts());
  }

  synchronized void count(String model, OutputOrigin origin, int attempts) {
    Count count = byModel.computeIfAbsent(model, name -> new Count());
    if (origin.compareTo(count.dearest) < 0) {
      count.dearest = origin;
    }
    count.attempts += attempts;
    count.answers++;
    count.known += origin == OutputOrigin.COMPUTED ? 0 : 1;
  }

  /** The header of what was counted so far; null where that is nothing. */
  synchronized byte[] header() {
    if (byModel.isEmpty()) {
      return null;
    }
    List<ModelAnswers> models = new ArrayList<>();
    byModel.forEach(
        (model, count) ->
            models.add(
                new ModelAnswers(
                    model,
                    InferenceHeader.nameOf(count.dearest),
                    count.attempts,
                    count.answers,
                    count.known)));
    return ModelAnswers.write(models);
  }
}
