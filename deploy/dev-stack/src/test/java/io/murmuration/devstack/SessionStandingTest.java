package io.murmuration.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionStandingTest {
  @Test
  void movesNearerStepByStepWhileItGetsNextToNothing() {
    int after = SessionStanding.next(SessionStanding.next(15, 0.02), 0.1);

    assertThat(after).isEqualTo(5);
  }

  @Test
  void neverStandsBesideLiveTraffic() {
    assertThat(SessionStanding.next(5, 0)).isEqualTo(5);
  }

  @Test
  void movesAwayAgainOnceThereIsRoom() {
    assertThat(SessionStanding.next(5, 0.9)).isEqualTo(10);
  }

  @Test
  void staysWhereItGetsSomethingAndLiveTrafficTheRest() {
    assertThat(SessionStanding.next(10, 0.5)).isEqualTo(10);
  }

  @Test
  void goesNoFartherThanFarthest() {
    assertThat(SessionStanding.next(15, 2)).isEqualTo(15);
  }
}
