package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.model.inference.SimulatedInput.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One life of a batcher under a virtual clock, all of it drawn from a seed: what is asked and when,
 * in which order tasks run, what the engine does. Each call and each answer is held against what
 * was promised.
 */
final class Simulation {
  static final Duration HANG_AFTER = Duration.ofSeconds(2);
  static final Duration HANGS_FOR = Duration.ofSeconds(5);
  private static final Duration BACKOFF = Duration.ofMillis(10);
  private static final int MAX_TOKENS = 24;

  final SimulatedWorld world;
  private final Random random;
  private final BatchLimits limits;
  private final List<SimulatedInput> inputs = new ArrayList<>();
  private final Map<Lane, Integer> passedOver = new EnumMap<>(Lane.class);
  private final Map<Lane, Integer> oldestPassedOver = new EnumMap<>(Lane.class);
  private final int memory;
  private final double away;

  /** Of an engine that takes the place of one that hung: longer than is allowed, or for ever. */
  private final boolean loadHangs;

  private final Batcher<SimulatedInput, Integer> batcher;
  private int answered;

  Simulation(long seed) {
    random = new Random(seed);
    world = new SimulatedWorld(random);
    limits =
        new BatchLimits(
            1 + random.nextInt(12),
            MAX_TOKENS + random.nextInt(100),
            10_000,
            3,
            BACKOFF,
            HANG_AFTER);
    memory = random.nextInt(3) == 0 ? MAX_TOKENS : 1_000;
    away = random.nextInt(3) == 0 ? 0.2 : 0;
    loadHangs = random.nextInt(4) == 0;
    batcher =
        new Batcher<>(
            EchoModel.IDENTITY,
            new SimulatedModel(this),
            limits,
            new Source(),
            world.newThread(),
            world::nowNanos);
  }

  /** Where the batcher gets its engines. */
  private final class Source implements EngineSource<SimulatedInput, Integer> {
    @Override
    public DeviceThread newThread() {
      return world.newThread();
    }

    @Override
    public InFlight newInFlight() {
      return InFlight.UNWATCHED;
    }

    @Override
    public Model<SimulatedInput, Integer> load() {
      if (loadHangs && random.nextBoolean()) {
        world.pass(HANG_AFTER.multipliedBy(15));
      } else if (loadHangs) {
        world.passUntil(Simulation.this::isOver);
      }
      return new SimulatedModel(Simulation.this).load();
    }
  }

  /** How many nobody could answer any more. */
  long failed() {
    return inputs.stream().filter(each -> each.outcome.isCompletedExceptionally()).count();
  }

  BatchStatistics run() {
    int count = 1 + random.nextInt(80);
    boolean burst = random.nextBoolean();
    DeviceThread callers = world.newThread();
    int hanging = 0;
    for (int id = 0; id < count; id++) {
      Kind kind = kind();
      boolean hangs = kind == Kind.HANGS || kind == Kind.HANGS_FOR_EVER;
      if (hangs && ++hanging > 1) {
        kind = Kind.GOOD;
      }
      SimulatedInput input =
          new SimulatedInput(
              id, 1 + random.nextInt(MAX_TOKENS), kind, urgency(), random.nextInt(20) == 0);
      inputs.add(input);
      callers.executeAfter(
          Duration.ofMillis(random.nextInt(burst ? 20 : 2_000)), () -> submit(input));
    }
    world.run();
    inputs.forEach(this::checkFate);
    batcher.close();
    return batcher.statistics();
  }

  private Kind kind() {
    int draw = random.nextInt(200);
    if (draw < 150) {
      return Kind.GOOD;
    }
    return draw < 165
        ? Kind.POISON
        : draw < 180
            ? Kind.FLAKY
            : draw < 195 ? Kind.NOT_FINITE : draw < 198 ? Kind.HANGS : Kind.HANGS_FOR_EVER;
  }

  private Urgency urgency() {
    Lane lane = Lane.values()[random.nextInt(Lane.values().length)];
    boolean hurries = random.nextInt(lane == Lane.ADS ? 2 : 8) == 0;
    return new Urgency(lane, hurries ? Duration.ofMillis(random.nextInt(300) - 5) : null);
  }

  private void submit(SimulatedInput input) {
    input.submittedNanos = world.nowNanos();
    if (input.urgency.timeLeft() != null) {
      input.deadlineNanos = world.nowNanos() + input.urgency.timeLeft().toNanos();
    }
    try {
      Request<SimulatedInput, Integer> request = batcher.admit(input.urgency);
      input.outcome = request.outcome;
      input.outcome.whenComplete((outcome, failure) -> answered(input));
      prepare(input, request);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } catch (FatalInferenceException e) {
      input.outcome = CompletableFuture.failedFuture(e);
      answered(input);
    }
  }

  /** Most on the caller's thread, some later on another; of those some turn out to be known. */
  private void prepare(SimulatedInput input, Request<SimulatedInput, Integer> request) {
    if (random.nextInt(3) > 0) {
      enqueue(input, request);
      return;
    }
    boolean known = input.maySucceed() && random.nextInt(4) == 0;
    world
        .newThread()
        .executeAfter(
            Duration.ofMillis(random.nextInt(40)),
            () -> {
              if (known) {
                batcher.withdraw(
                    request, new InferenceOutcome.Done<>(EchoModel.IDENTITY, 1, input.id));
              } else {
                enqueue(input, request);
              }
            });
  }

  private void enqueue(SimulatedInput input, Request<SimulatedInput, Integer> request) {
    input.enqueuedNanos = world.nowNanos();
    batcher.enqueue(request, input.prepared());
  }

  private void answered(SimulatedInput input) {
    answered++;
    input.answers++;
    input.answeredNanos = world.nowNanos();
    assertThat(input.answers).as("answers to %s", input).isEqualTo(1);
    if (input.outcome != null
        && !input.outcome.isCompletedExceptionally()
        && input.outcome.join() instanceof InferenceOutcome.Expired) {
      long soonest = input.deadlineNanos - BACKOFF.multipliedBy(4).toNanos();
      assertThat(world.nowNanos()).as("%s expired too early", input).isGreaterThan(soonest);
    }
  }

  boolean isOver() {
    return answered == inputs.size();
  }

  Duration callTime() {
    return Duration.ofMillis(1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 20));
  }

  int deviceMemory() {
    return memory;
  }

  boolean isAway() {
    return random.nextDouble() < away;
  }

  /** Holds the beginning of a call against the promises. */
  void calledWith(List<SimulatedInput> batch) {
    SimulatedInput first = batch.get(0);
    promised(
        batch.size() <= limits.maxItems()
            && batch.size() * first.paddedTokens() <= limits.maxPaddedTokens(),
        first,
        "is of a batch that is too large");
    for (SimulatedInput input : batch) {
      promised(input.paddedTokens() == first.paddedTokens(), input, "has another length");
      promised(input.urgency.lane() == first.urgency.lane(), input, "is of another lane");
      promised(input.answers == 0, input, "is called after its end");
      promised(input.deadlineNanos > world.nowNanos(), input, "is called after its deadline");
      promised(!input.suspect || batch.size() == 1, input, "is suspect and has company");
    }
    checkTurn(batch);
    batch.forEach(input -> input.calls++);
  }

  private void checkTurn(List<SimulatedInput> batch) {
    Lane called = batch.get(0).urgency.lane();
    for (Lane lane : Lane.values()) {
      boolean passed = lane != called && waiting(lane).findAny().isPresent();
      int count = passed ? passedOver.getOrDefault(lane, 0) + 1 : 0;
      passedOver.put(lane, count);
      boolean bound = lane == Lane.ADS || count <= lane.patience() + 1;
      promised(bound, batch.get(0), "is called while %s starves: %s".formatted(lane, passedOver));
    }
    boolean first = batch.stream().allMatch(input -> input.calls == 0 && !input.suspect);
    if (first && called != Lane.ADS) {
      long oldest =
          waiting(called)
              .filter(input -> !input.suspect)
              .mapToLong(input -> input.submittedNanos)
              .min()
              .orElseThrow();
      boolean passes = batch.stream().noneMatch(input -> input.submittedNanos == oldest);
      int count = passes ? oldestPassedOver.getOrDefault(called, 0) + 1 : 0;
      oldestPassedOver.put(called, count);
      promised(
          count <= BucketQueue.PATIENCE, batch.get(0), "is called while the lane's oldest starves");
      promised(
          !passes || memory == MAX_TOKENS || isFull(batch),
          batch.get(0),
          "is called before the lane's oldest, and not of a full batch");
    }
  }

  private boolean isFull(List<SimulatedInput> batch) {
    return batch.size() == limits.rows(batch.get(0).paddedTokens());
  }

  private static void promised(boolean holds, SimulatedInput about, String otherwise) {
    if (!holds) {
      throw new AssertionError(about + " " + otherwise);
    }
  }

  private Stream<SimulatedInput> waiting(Lane lane) {
    return inputs.stream()
        .filter(input -> input.urgency.lane() == lane && input.waitsForItsFirstCall());
  }

  private void checkFate(SimulatedInput input) {
    assertThat(input.answers).as("answers to %s", input).isEqualTo(1);
    if (input.outcome.isCompletedExceptionally()) {
      assertThat(loadHangs).as("%s failed", input).isTrue();
      return;
    }
    InferenceOutcome<Integer> outcome = input.outcome.join();
    if (outcome instanceof InferenceOutcome.Done<Integer> done) {
      assertThat(done.output()).as("%s got another's output", input).isEqualTo(input.id);
      assertThat(input.maySucceed()).as("%s is done", input).isTrue();
      assertThat(done.attempts()).isBetween(1, limits.maxAttempts());
    } else if (outcome instanceof InferenceOutcome.Expired<Integer>) {
      assertThat(input.urgency.timeLeft()).as("%s has no deadline", input).isNotNull();
      if (input.calls == 0) {
        assertThat(input.answeredNanos)
            .as("%s expired while it waited", input)
            .isEqualTo(Math.max(input.enqueuedNanos, input.deadlineNanos));
      }
    } else {
      assertThat(kindsFor(input))
          .contains(((InferenceOutcome.Rejected<Integer>) outcome).errorKind());
    }
  }

  /** What may be said of an input that was rejected: never what its neighbours are guilty of. */
  private List<String> kindsFor(SimulatedInput input) {
    List<String> kinds = new ArrayList<>();
    if (away > 0) {
      kinds.add("UNAVAILABLE");
    }
    switch (input.kind) {
      case POISON -> kinds.add("ENGINE_FAILED");
      case FLAKY -> {
        // Calls that were spent on an engine that was away are no longer there for its own two.
        if (away > 0 || input.failures > 0) {
          kinds.add("ENGINE_FAILED");
        }
      }
      case NOT_FINITE -> kinds.add("NOT_FINITE");
      case HANGS, HANGS_FOR_EVER -> kinds.add("HUNG");
      case GOOD -> {}
    }
    return kinds;
  }
}
