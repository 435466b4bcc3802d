package io.murmuration.model.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClusterChoiceTest {
  private static final long OWN = 5;

  private final BucketRules rules =
      new BucketRules(Duration.ofMillis(10), Duration.ofMillis(1_000), 3, 3);

  @Test
  void staysWithItsOwnWhereNobodyIsNear() {
    ClusterChoice choice =
        ClusterChoice.open().with(BucketKind.EXACT, null).with(BucketKind.NEAR, null);

    assertThat(choice.cluster(100, OWN, rules)).isEqualTo(OWN);
    assertThat(choice.answers()).isEqualTo(2);
  }

  @Test
  void takesTheEarliestLeaderInWhateverOrderTheAnswersCome() {
    ClusterChoice one =
        ClusterChoice.open().with(BucketKind.NEAR, seen(3, 7)).with(BucketKind.OPENING, seen(3, 6));
    ClusterChoice other =
        ClusterChoice.open().with(BucketKind.OPENING, seen(3, 6)).with(BucketKind.NEAR, seen(3, 7));

    assertThat(one).isEqualTo(other);
    assertThat(one.cluster(100, OWN, rules)).isEqualTo(6);
  }

  @Test
  void keepsExactCopiesTogetherWhenALeaderCameAfterTheFirst() {
    ClusterChoice choice =
        ClusterChoice.open()
            .with(BucketKind.NEAR, seen(45, 7))
            .with(BucketKind.EXACT, seen(50, OWN));

    assertThat(choice.cluster(100, OWN, rules)).isEqualTo(OWN);
  }

  @Test
  void followsTheLeaderThatTheFirstCopyKnew() {
    ClusterChoice choice =
        ClusterChoice.open()
            .with(BucketKind.EXACT, seen(50, OWN))
            .with(BucketKind.NEAR, seen(39, 7));

    assertThat(choice.cluster(100, OWN, rules)).isEqualTo(7);
  }

  private static Sighting seen(long stamp, long cluster) {
    return new Sighting(stamp, cluster, new byte[0]);
  }
}
