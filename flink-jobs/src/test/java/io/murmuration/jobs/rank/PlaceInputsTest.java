package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EngagementKind;
import io.murmuration.event.LateInput;
import io.murmuration.jobs.rank.stages.Act;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.PostInput;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlaceInputsTest {
  private static final long AT = SmallWorld.START;
  private static final long SHIFT = -250;

  private OneInputStreamOperatorTestHarness<PostInput, PostInput> operator = live();

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void leavesWhatIsInTimeWhereItStands() throws Exception {
    give(0, AT);
    operator.processWatermark(AT - 251);

    give(1, AT - 250);

    assertThat(places()).containsExactly(AT, AT - 250);
    assertThat(written()).isEmpty();
    assertThat(operator.extractOutputValues()).noneMatch(input -> input.origin().late());
  }

  @Test
  void countsWhatTheClockOvertookAsSoonAsItCanAndWritesThatDown() throws Exception {
    give(0, AT);
    operator.processWatermark(AT + 5_000);

    give(1, AT + 10);

    assertThat(places()).containsExactly(AT, AT + 5_001);
    PostInput late = operator.extractOutputValues().get(1);
    assertThat(late.origin().late()).isTrue();
    assertThat(late.act().origin()).isEqualTo(late.origin());
    assertThat(written()).containsExactly(LateInputs.of(origin(1, 0), AT + 5_001));
  }

  @Test
  void writesNothingDownOfWhatItsOwnPartitionHasOutOfOrder() throws Exception {
    give(0, AT);

    give(1, AT - 900);

    assertThat(places()).containsExactly(AT, AT + SHIFT);
    assertThat(operator.extractOutputValues().get(1).origin().late()).isTrue();
    assertThat(written()).isEmpty();
  }

  @Test
  void aReplayCountsItWhereProductionDid() throws Exception {
    LateInputs recorded = new LateInputs();
    recorded.add(LateInputs.of(origin(1, 0), AT + 700));
    recorded.add(LateInputs.of(origin(1, 0), AT + 5_001));
    use(new PlaceInputs<>(SHIFT, recorded));
    give(0, AT);

    give(1, AT + 10);

    assertThat(places()).containsExactly(AT, AT + 5_001);
    assertThat(operator.extractOutputValues().get(1).origin().late()).isTrue();
  }

  @Test
  void aRestartKnowsHowFarTimeHadCome() throws Exception {
    give(0, AT);
    operator.processWatermark(AT + 5_000);

    restart();
    give(1, AT + 10);

    assertThat(places()).containsExactly(AT + 5_001);
  }

  @Test
  void aRestartKnowsThePartitionsOrder() throws Exception {
    give(0, AT);

    restart();
    give(1, AT - 900);

    assertThat(places()).containsExactly(AT + SHIFT);
  }

  private void give(long offset, long at) throws Exception {
    operator.processElement(
        PostInput.of(new Act(origin(offset, at), "u", "t", EngagementKind.like)), at);
  }

  private static Origin origin(long offset, long at) {
    return new Origin("engagements", 1, offset, at, false, Origin.UNKNOWN);
  }

  private List<Long> places() {
    return operator.extractOutputValues().stream().map(i -> i.origin().atMillis()).toList();
  }

  private List<LateInput> written() {
    var late = operator.getSideOutput(LateInputs.TAG);
    return late == null ? List.of() : late.stream().map(StreamRecord::getValue).toList();
  }

  private void restart() throws Exception {
    var left = operator.snapshot(1, 1);
    operator.close();
    operator = harness(new PlaceInputs<>(SHIFT, null));
    operator.initializeState(left);
    operator.open();
  }

  private void use(PlaceInputs<PostInput> other) throws Exception {
    operator.close();
    operator = harness(other);
    operator.open();
  }

  private static OneInputStreamOperatorTestHarness<PostInput, PostInput> live() {
    try {
      var operator = harness(new PlaceInputs<>(SHIFT, null));
      operator.open();
      return operator;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static OneInputStreamOperatorTestHarness<PostInput, PostInput> harness(
      PlaceInputs<PostInput> operator) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(operator);
  }
}
