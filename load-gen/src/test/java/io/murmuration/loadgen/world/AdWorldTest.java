package io.murmuration.loadgen.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AdWorldTest {
  private final AdWorld world = new AdWorld(4);

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(new AdWorld(4).impression(123)).isEqualTo(world.impression(123));
    assertThat(new AdWorld(5).impression(123)).isNotEqualTo(world.impression(123));
  }

  @Test
  void changesOnlyTheCopyAndItsRate() {
    AdWorld.Impression drawn = world.impression(9);
    AdWorld.Impression other = world.impression(9, (drawn.copy() + 1) % world.copies());

    assertThat(other.audience()).isEqualTo(drawn.audience());
    assertThat(other.match()).isEqualTo(drawn.match());
    assertThat(other.probability()).isNotEqualTo(drawn.probability());
  }

  @Test
  void isClickedAsOftenAsItsProbabilitiesSay() {
    int impressions = 50_000;
    double expected =
        LongStream.range(0, impressions).mapToDouble(i -> world.impression(i).probability()).sum();
    long clicks =
        LongStream.range(0, impressions).filter(i -> world.impression(i).clicked()).count();

    assertThat((double) clicks)
        .isBetween(expected - 4 * Math.sqrt(expected), expected + 4 * Math.sqrt(expected));
  }
}
