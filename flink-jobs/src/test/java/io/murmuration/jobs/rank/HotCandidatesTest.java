package io.murmuration.jobs.rank;

import static io.murmuration.jobs.rank.StageHarness.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EngagementKind;
import io.murmuration.jobs.rank.stages.Candidate;
import io.murmuration.jobs.rank.stages.FollowChange;
import io.murmuration.jobs.rank.stages.HydratedAct;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderInput;
import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.jobs.rank.stages.SomePost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What a reader's slate is made of, once from the heap and once from state alone. */
class HotCandidatesTest {
  private static final long START = SmallWorld.START;
  private static final long STEP = 20_000;

  @Test
  void ranksTheSameFromTheHeapAsFromStateAlone() throws Exception {
    List<Slate> warm = slates(List.of("u"), false);
    List<Slate> cold = slates(List.of("u"), true);

    assertThat(warm).hasSize(4);
    assertThat(warm.get(3).rows()).hasSize(10).noneMatch(row -> row.tweetId().equals("t0"));
    assertThat(warm).usingRecursiveComparison().isEqualTo(cold);
  }

  @Test
  void ranksTheSameWithMoreReadersThanTheHeapHolds() throws Exception {
    List<String> readers = new ArrayList<>();
    for (int i = 0; i < HotCandidates.MOST_READERS + 20; i++) {
      readers.add("u" + i);
    }

    List<Slate> warm = slates(readers, false);

    assertThat(warm).hasSize(4 * readers.size());
    assertThat(warm).usingRecursiveComparison().isEqualTo(slates(readers, true));
  }

  /**
   * @param restarts after each step, with nothing on the heap
   */
  private static List<Slate> slates(List<String> readers, boolean restarts) throws Exception {
    List<Slate> slates = new ArrayList<>();
    OperatorSubtaskState state = null;
    var stage = started(null);
    for (int step = 0; step < 4; step++) {
      long at = START + step * STEP;
      for (String reader : readers) {
        for (ReaderInput input : inputs(reader, step, at)) {
          stage.processElement(input, input.origin().atMillis());
        }
      }
      stage.processWatermark(at + STEP - 1);
      if (restarts) {
        state = stage.snapshot(step, at);
        slates.addAll(stage.extractOutputValues());
        stage.close();
        stage = started(state);
      }
    }
    slates.addAll(stage.extractOutputValues());
    stage.close();
    // Timers of one time fire in any order of keys.
    slates.sort(Comparator.comparing(Slate::user).thenComparingLong(Slate::atMillis));
    return slates;
  }

  /** Ten posts; one that is liked; one more; one anew, as its author has more followers. */
  private static List<ReaderInput> inputs(String reader, int step, long at) {
    List<ReaderInput> inputs = new ArrayList<>();
    switch (step) {
      case 0 -> {
        inputs.add(ReaderInput.of(origin(at), new FollowChange(reader, "a", true)));
        for (int i = 0; i < 10; i++) {
          inputs.add(offer(reader, i, 1, at + 1 + i));
        }
      }
      case 1 ->
          inputs.add(
              ReaderInput.of(
                  origin(at),
                  reader,
                  new HydratedAct(EngagementKind.like, SomePost.of("t0", "a", START))));
      case 2 -> inputs.add(offer(reader, 10, 1, at));
      default -> inputs.add(offer(reader, 1, 500, at));
    }
    return inputs;
  }

  private static ReaderInput offer(String reader, int post, int followers, long at) {
    Candidate candidate =
        new Candidate(SomePost.of("t" + post, "a", START), null, null, followers, at);
    return ReaderInput.of(origin(at), reader, candidate);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ReaderInput, Slate> started(
      OperatorSubtaskState state) throws Exception {
    var stage =
        new KeyedOneInputStreamOperatorTestHarness<String, ReaderInput, Slate>(
            new KeyedProcessOperator<>(new PrepareSlates(RankPolicy.standard())),
            ReaderInput::key,
            Types.STRING);
    if (state != null) {
      stage.initializeState(state);
    }
    stage.open();
    return stage;
  }
}
