package io.murmuration.model.inference;

import static io.murmuration.model.inference.RequestState.EXPIRED;
import static io.murmuration.model.inference.RequestState.FAILED;
import static io.murmuration.model.inference.RequestState.QUEUED;
import static io.murmuration.model.inference.RequestState.RETRYING;
import static io.murmuration.model.inference.RequestState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestStateTest {
  @ParameterizedTest
  @EnumSource(
      value = RequestState.class,
      names = {"DONE", "REJECTED", "EXPIRED", "FAILED"})
  void leavesNoEnd(RequestState end) {
    for (RequestState next : RequestState.values()) {
      assertThatThrownBy(() -> end.to(next))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(end.name());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestState.class,
      names = {"QUEUED", "RETRYING"})
  void computesWhatWaitsOrLetsItGo(RequestState waits) {
    for (RequestState next : RequestState.values()) {
      if (List.of(RUNNING, EXPIRED, FAILED).contains(next)) {
        assertThat(waits.to(next)).isEqualTo(next);
      } else {
        assertThatThrownBy(() -> waits.to(next)).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestState.class,
      names = {"QUEUED", "RUNNING"})
  void neverGoesBackToTheQueue(RequestState next) {
    assertThat(RUNNING.to(RETRYING)).isEqualTo(RETRYING);
    assertThatThrownBy(() -> RUNNING.to(next)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> RETRYING.to(QUEUED)).isInstanceOf(IllegalStateException.class);
  }
}
