package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.SimulatedInput.Kind;
import java.time.Duration;
import java.util.List;

/**
 * Answers each input with its id; fails, hangs and runs out of memory as its inputs and seed say.
 */
final class SimulatedModel implements Model<SimulatedInput, Integer> {
  private static final int NOT_FINITE = -1;

  private final Simulation simulation;
  private boolean inCall;
  private boolean closed;

  SimulatedModel(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public List<Integer> predict(List<SimulatedInput> batch) {
    assertThat(closed).as("called after its end").isFalse();
    assertThat(inCall).as("called while in a call").isFalse();
    simulation.calledWith(batch);
    inCall = true;
    batch.forEach(input -> input.in = this);
    try {
      return answer(batch);
    } finally {
      inCall = false;
      batch.stream().filter(input -> input.in == this).forEach(input -> input.in = null);
    }
  }

  private List<Integer> answer(List<SimulatedInput> batch) {
    if (batch.stream().anyMatch(input -> input.kind == Kind.HANGS_FOR_EVER)) {
      simulation.world.passUntil(simulation::isOver);
      throw new IllegalStateException("came back from the dead");
    }
    boolean hangs = batch.stream().anyMatch(input -> input.kind == Kind.HANGS);
    simulation.world.pass(hangs ? Simulation.HANGS_FOR : simulation.callTime());
    if (paddedTokens(batch) > simulation.deviceMemory()) {
      throw new DeviceMemoryException("no room for " + paddedTokens(batch), null);
    }
    if (simulation.isAway()) {
      throw new RetryableInferenceException("away", null);
    }
    for (SimulatedInput input : batch) {
      if (input.kind == Kind.POISON || input.kind == Kind.FLAKY && input.failures < 2) {
        batch.forEach(each -> each.failures++);
        throw new IllegalStateException("choked");
      }
    }
    return batch.stream()
        .map(input -> input.kind == Kind.NOT_FINITE ? NOT_FINITE : input.id)
        .toList();
  }

  private static int paddedTokens(List<SimulatedInput> batch) {
    return batch.size() * batch.get(0).paddedTokens();
  }

  /** Loading takes time as well. */
  SimulatedModel load() {
    simulation.world.pass(Duration.ofMillis(500));
    return this;
  }

  @Override
  public void verify(Integer output) throws RejectedInputException {
    if (output == NOT_FINITE) {
      throw new RejectedInputException("NOT_FINITE", "not finite");
    }
  }

  @Override
  public void close() {
    assertThat(inCall).as("closed during a call").isFalse();
    closed = true;
  }
}
