package io.murmuration.model.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BucketTest {
  private static final long TTL = 60;
  private final BucketRules rules =
      new BucketRules(Duration.ofMillis(10), Duration.ofMillis(TTL), 3, 2);

  @Property
  void isTheSameWhetherWindowsCloseOneByOneOrAllAtOnce(
      @ForAll("sightings") List<Sighting> sightings) {
    List<Sighting> inTime = new ArrayList<>(sightings);
    inTime.sort(Sighting.ORDER);
    Bucket oneByOne = Bucket.EMPTY;
    for (Sighting sighting : inTime) {
      long before = rules.closing(rules.windowOf(sighting.stamp()) - 1);
      oneByOne = oneByOne.closedUpTo(before, BucketKind.NEAR, rules).offered(sighting, rules);
    }

    Bucket atOnce = Bucket.EMPTY;
    for (Sighting sighting : sightings) {
      atOnce = atOnce.offered(sighting, rules);
    }

    assertThat(leaders(atOnce)).isEqualTo(leaders(oneByOne));
  }

  @Property
  void forgetsWhatNoPostCanFindAndNothingElse(
      @ForAll("sightings") List<Sighting> sightings, @ForAll("stamps") long watermark) {
    Bucket bucket = Bucket.EMPTY;
    for (Sighting sighting : sightings) {
      bucket = bucket.offered(sighting, rules);
    }
    Bucket closed = bucket.closedUpTo(Long.MAX_VALUE - 1, BucketKind.NEAR, rules);

    Bucket left = closed.remembered(watermark, rules);

    assertThat(left.leaders())
        .isEqualTo(
            closed.leaders().stream()
                .filter(one -> rules.forgetting(one.stamp()) > watermark)
                .toList());
  }

  private List<String> leaders(Bucket bucket) {
    return bucket.closedUpTo(Long.MAX_VALUE - 1, BucketKind.NEAR, rules).leaders().stream()
        .map(one -> one.stamp() + " " + one.cluster() + " " + Arrays.toString(one.vector()))
        .toList();
  }

  @Provide
  Arbitrary<List<Sighting>> sightings() {
    Arbitrary<byte[]> vectors =
        Arbitraries.of(new byte[] {1, 0}, new byte[] {0, 1}, new byte[] {-1, 0}, new byte[] {9, 1});
    return Combinators.combine(stamps(), Arbitraries.longs().between(0, 5), vectors)
        .as(Sighting::new)
        .list()
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<Long> stamps() {
    return Arbitraries.longs().between(0, 150);
  }
}
