package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.cli.bench.models.CopiedPosts.Post;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopiedPostsTest {
  private static final List<String> TEXTS =
      IntStream.range(0, 100)
          .mapToObj(i -> "this is post number " + i + " about some things that happened")
          .toList();

  @Test
  void makesTheSamePostsOfOneSeed() {
    assertThat(CopiedPosts.of(TEXTS, 1))
        .isEqualTo(CopiedPosts.of(TEXTS, 1))
        .isNotEqualTo(CopiedPosts.of(TEXTS, 2));
  }

  @Test
  void copiesEverySecondPostTwiceAndKeepsTheRestAsTheyAre() {
    List<Post> posts = CopiedPosts.of(TEXTS, 1);

    assertThat(posts).hasSize(200).isSortedAccordingTo(Comparator.comparingLong(Post::stamp));
    assertThat(posts.stream().collect(Collectors.groupingBy(Post::group, Collectors.counting())))
        .hasSize(51)
        .containsEntry(CopiedPosts.NO_GROUP, 50L)
        .containsEntry(0, 3L)
        .containsEntry(49, 3L);
    assertThat(posts).extracting(Post::text).containsAll(TEXTS);
  }

  @Test
  void copiesNobodysCopy() {
    List<String> copies = List.of("RT @a: one two three four five six", "a", "short one", "b");

    assertThat(CopiedPosts.of(copies, 1))
        .extracting(Post::group)
        .containsOnly(CopiedPosts.NO_GROUP)
        .hasSize(4);
  }
}
