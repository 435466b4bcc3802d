package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.murmuration.cli.bench.models.CopiedPosts.Post;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairCountsTest {
  private static final int NONE = CopiedPosts.NO_GROUP;

  @Test
  void countsWhatWasFoundMissedAndMergedWrongly() {
    PairCounts counts = counts(new int[] {0, 0, 0, 1, 1, NONE}, "a", "a", "b", "a", "c", "c");

    int[] all = {0, 1};
    assertThat(counts.groups()).isEqualTo(2);
    assertThat(counts.recall(all)).isCloseTo(1 / 4.0, within(1e-12));
    assertThat(counts.precision(all)).isCloseTo(1 / 4.0, within(1e-12));
    assertThat(counts.f1(all)).isCloseTo(1 / 4.0, within(1e-12));
  }

  @Test
  void holdsNoPairOfPostsThatNobodyCopiedAgainstAnArm() {
    PairCounts counts = counts(new int[] {0, 0, NONE, NONE}, "a", "a", "b", "b");

    assertThat(counts.f1(new int[] {0})).isEqualTo(1);
  }

  private static PairCounts counts(int[] groups, String... clusters) {
    List<Post> posts =
        IntStream.range(0, groups.length).mapToObj(i -> new Post("t", i, groups[i])).toList();
    return new PairCounts(posts, List.of(clusters));
  }
}
