package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentRateTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RecentRate rate = new RecentRate();

  @Test
  void countsWhatCameSomeLooksAgo() {
    rate.at(0, 100);
    for (int second = 1; second <= 9; second++) {
      rate.at(second * SECOND, 104);
    }

    double perSecond = rate.at(10 * SECOND, 104);

    assertThat(perSecond).isEqualTo(0.4);
  }

  @Test
  void forgetsWhatCameMoreThanTenLooksAgo() {
    rate.at(0, 0);
    for (int second = 1; second <= 10; second++) {
      rate.at(second * SECOND, 50);
    }

    double perSecond = rate.at(11 * SECOND, 60);

    assertThat(perSecond).isEqualTo(1);
  }

  @Test
  void knowsNoRateAtTheFirstLook() {
    double perSecond = rate.at(SECOND, 1_000);

    assertThat(perSecond).isZero();
  }
}
