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
  void movesAwayStepByStepWhileItGetsSomething() {
    int after = SessionStanding.next(SessionStanding.next(5, 0.3), 0.5);

    assertThat(after).isEqualTo(15);
  }

  @Test
  void goesNoFartherThanFarthest() {
    assertThat(SessionStanding.next(15, 2)).isEqualTo(15);
  }
}
