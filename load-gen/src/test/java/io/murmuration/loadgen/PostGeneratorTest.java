package io.murmuration.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Tweet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostGeneratorTest {
  private static List<Tweet> posts(long seed, int count) {
    PostGenerator generator = new PostGenerator(seed, "r");
    return Stream.generate(() -> generator.next(1_000)).limit(count).toList();
  }

  @Test
  void writesTheSamePostsForTheSameSeed() {
    assertThat(posts(7, 500)).isEqualTo(posts(7, 500)).isNotEqualTo(posts(8, 500));
  }

  @Test
  void givesEveryPostAnIdOfItsOwn() {
    assertThat(posts(7, 2_000)).extracting(Tweet::getTweetId).doesNotHaveDuplicates();
  }

  @Test
  void repostsWithTheTextOfWhatItReposts() {
    Map<String, String> texts =
        posts(7, 2_000).stream().collect(Collectors.toMap(Tweet::getTweetId, Tweet::getText));

    assertThat(posts(7, 2_000))
        .filteredOn(post -> post.getRepostOf() != null)
        .hasSizeGreaterThan(50)
        .allSatisfy(post -> assertThat(post.getText()).isEqualTo(texts.get(post.getRepostOf())));
  }

  @Test
  void letsFewAuthorsWriteMuch() {
    Map<String, Long> counts =
        posts(7, 5_000).stream()
            .collect(Collectors.groupingBy(Tweet::getAuthorId, Collectors.counting()));

    assertThat(counts.values().stream().mapToLong(Long::longValue).max().orElseThrow())
        .isGreaterThan(300);
    assertThat(counts).hasSizeGreaterThan(500);
  }

  @Test
  void arrivesAtTheMeanRateOfAPoissonProcess() {
    Arrivals arrivals = new Arrivals(200, 3);
    double[] times = IntStream.range(0, 20_000).mapToDouble(i -> arrivals.next()).toArray();
    double[] gaps =
        IntStream.range(1, times.length).mapToDouble(i -> times[i] - times[i - 1]).toArray();
    double mean = java.util.Arrays.stream(gaps).average().orElseThrow();
    double variance =
        java.util.Arrays.stream(gaps).map(g -> (g - mean) * (g - mean)).average().orElseThrow();

    assertThat(mean).isBetween(0.0048, 0.0052);
    assertThat(Math.sqrt(variance) / mean).isBetween(0.95, 1.05);
  }
}
