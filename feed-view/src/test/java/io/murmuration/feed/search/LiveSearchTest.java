package io.murmuration.feed.search;

import static io.murmuration.feed.search.PlayedSearch.MAX_POSTS;
import static io.murmuration.feed.search.PlayedSearch.NOW;
import static io.murmuration.feed.search.PlayedSearch.query;
import static io.murmuration.feed.search.PlayedSearch.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found; of one version. */
class LiveSearchTest {
  @AutoClose private PlayedSearch played;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    played = new PlayedSearch(folder);
  }

  @Test
  void findsFrenchAndEnglishWordsByTheirStemsAndAcrossAccents() {
    played.put("fr", "fr", "L'équipe chantait dans les rues");
    played.put("en", "en", "The team was singing in the streets");

    await().untilAsserted(() -> assertThat(played.byWords("street")).containsExactly("en"));
    assertThat(played.byWords("equipe")).containsExactly("fr");
    assertThat(played.byWords("rue")).containsExactly("fr");
  }

  @Test
  void findsByMeaningWhatLacksTheWords() {
    played.tails.get(0).give(played.one.post("boat", "en", "x", "a regatta", NOW, vector(4, 0)));
    played.tails.get(0).give(played.one.post("other", "en", "x", "a garden", NOW, vector(4, 1)));

    await().untilAsserted(() -> assertThat(played.find(query("boat"))).hasSize(2));
    SearchHit first = played.find(query("boat")).get(0);
    assertThat(first.post().path("tweet_id").asText()).isEqualTo("boat");
    assertThat(first.wordRank()).isZero();
    assertThat(first.meaningRank()).isEqualTo(1);
  }

  @Test
  void comparesMeaningsWhateverTheLengthOfTheirVectors() {
    played.tails.get(0).give(played.one.post("near", "en", "x", "a regatta", NOW, vector(4, 0)));
    played.tails.get(0).give(played.one.post("long", "en", "x", "a garden", NOW, 30, 40, 0, 0));

    await().untilAsserted(() -> assertThat(played.find(query("boat"))).hasSize(2));

    assertThat(played.find(query("boat")))
        .extracting(hit -> hit.post().path("tweet_id").asText())
        .containsExactly("near", "long");
  }

  @Test
  void filtersByLanguageTopicAndTime() {
    played
        .tails
        .get(0)
        .give(played.one.post("a", "en", "music", "same words", NOW.minusSeconds(60)));
    played.tails.get(0).give(played.one.post("b", "fr", "music", "same words", NOW));
    played.tails.get(0).give(played.one.post("c", "fr", "sports", "same words", NOW));
    await().untilAsserted(() -> assertThat(played.byWords("same")).hasSize(3));

    assertThat(played.ids(new SearchQuery("same", "fr", "music", null, null, 9)))
        .containsExactly("b");
    assertThat(played.ids(new SearchQuery("same", null, null, null, NOW, 9))).containsExactly("a");
    assertThat(played.ids(new SearchQuery("same", null, null, NOW, null, 9)))
        .containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void takesTypedSyntaxForWords() {
    played.put("1", "en", "plain words");

    await().untilAsserted(() -> assertThat(played.byWords("words")).containsExactly("1"));
    assertThat(played.byWords("text_en:(words OR *) AND \"]~9 /.*/ \\")).containsExactly("1");
  }

  @Test
  void forgetsTheOldestWhenThereAreTooMany() {
    for (int i = 0; i < MAX_POSTS + 30; i++) {
      played.put("t" + i, "en", "flood");
    }

    SearchQuery all = new SearchQuery("flood", null, null, null, null, 100);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(played.ids(all))
                    .hasSize(MAX_POSTS)
                    .contains("t" + (MAX_POSTS + 29))
                    .doesNotContain("t0"));
  }
}
