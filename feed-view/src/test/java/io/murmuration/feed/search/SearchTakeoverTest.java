package io.murmuration.feed.search;

import static io.murmuration.feed.search.PlayedSearch.MAX_POSTS;
import static io.murmuration.feed.search.PlayedSearch.NOW;
import static io.murmuration.feed.search.PlayedSearch.query;
import static io.murmuration.feed.search.PlayedSearch.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.murmuration.feed.SampleRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while the index of another version is built, and when it takes over. */
class SearchTakeoverTest {
  @AutoClose private PlayedSearch played;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    played = new PlayedSearch(folder);
  }

  @Test
  void buildsTheIndexOfANewVersionBesideAndNeverMixesVectors() {
    for (int i = 0; i < 20; i++) {
      played.tails.get(0).give(played.one.post("old" + i, "en", "x", "boat", NOW, vector(4, 0)));
    }
    await().until(() -> played.live.status().posts() == 20);

    played.giveTwentyOfTheSecond(played.tails.get(0));
    await().until(() -> played.live.status().building() != null);

    // The second tail reads it all again; the first index goes on answering, by its own vectors.
    PlayedSearch.PlayedTail rebuild = played.tails.get(1);
    for (int i = 0; i < 20; i++) {
      rebuild.give(played.one.post("old" + i, "en", "x", "boat", NOW, vector(4, 0)));
    }
    played.giveTwentyOfTheSecond(rebuild);
    assertThat(played.live.status().version().version()).isEqualTo("1.0.0");
    assertThat(played.find(query("boat"))).allMatch(hit -> hit.meaningRank() > 0);
    rebuild.progress = 1;

    await().until(() -> played.live.status().version().version().equals("2.0.0"));
    assertThat(played.find(query("boat")))
        .hasSize(40)
        .allMatch(hit -> hit.meaningRank() > 0)
        .allMatch(hit -> hit.wordRank() > 0);
    assertThat(played.visible).hasSize(40);
  }

  @Test
  void takesOverOnlyWhatHoldsTheFreshestPostsAndTellsOfEachOnce() {
    PlayedSearch.PlayedTail first = played.tails.get(0);
    played.awaitBuildingOfTheSecond();
    PlayedSearch.PlayedTail rebuild = played.tails.get(1);
    rebuild.give(played.one.post("first", "en", "x", "boat", NOW));
    played.giveTwentyOfTheSecond(rebuild);
    first.give(played.two.post("fresh", "en", "x", "a fresh boat", NOW, vector(6, 0)));
    await().untilAsserted(() -> assertThat(played.byWords("fresh")).containsExactly("fresh"));

    rebuild.progress = 1;

    // The old one reads no further and answers, until the new one has what it lacks.
    await().until(() -> first.closed);
    assertThat(played.live.status().building()).isNotNull();
    assertThat(played.byWords("fresh")).containsExactly("fresh");
    rebuild.give(played.two.post("fresh", "en", "x", "a fresh boat", NOW, vector(6, 0)));
    await().until(() -> played.live.status().building() == null);
    assertThat(played.byWords("fresh")).containsExactly("fresh");
    rebuild.give(played.two.post("later", "en", "x", "boat", NOW, vector(6, 0)));
    assertThat(played.visible).hasSize(23).doesNotHaveDuplicates();
  }

  @Test
  void boundsTheIndexThatIsBuiltBeside() {
    played.awaitBuildingOfTheSecond();
    PlayedSearch.PlayedTail rebuild = played.tails.get(1);

    for (int i = 0; i < MAX_POSTS + 30; i++) {
      rebuild.give(played.two.post("t" + i, "en", "x", "boat", NOW, vector(6, 0)));
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(played.live.status().buildingPosts()).isBetween(1, MAX_POSTS));
  }

  @Test
  void looksAgainForAModelThatWasNotThere() {
    TextEncoder late = played.encoders.remove("2.0.0");
    played.put("first", "en", "boat");
    played.giveTwentyOfTheSecond(played.tails.get(0));
    await().until(() -> played.lookups.getOrDefault("2.0.0", 0) == 1);
    played.encoders.put("2.0.0", late);

    played.clock.now = NOW.plus(Duration.ofMinutes(2));

    await().until(() -> played.live.status().building() != null);
  }

  @Test
  void endsWithAnErrorRatherThanInSilence() {
    played.put("first", "en", "boat");
    played.lookupError = new NoClassDefFoundError("played");

    played.giveTwentyOfTheSecond(played.tails.get(0));

    await().untilAsserted(() -> assertThat(played.failures).hasValue(1));
  }

  @Test
  void saysItsStatusWhileItTakesOver() throws Exception {
    played.awaitBuildingOfTheSecond();
    PlayedSearch.PlayedTail rebuild = played.tails.get(1);
    AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread looking =
        new Thread(
            () -> {
              try {
                while (!over.get()) {
                  played.live.status();
                }
              } catch (RuntimeException e) {
                thrown.set(e);
              }
            });
    looking.start();
    for (int i = 0; i < 21; i++) {
      rebuild.give(played.two.post("new" + i, "en", "x", "a boat", NOW, vector(6, 0)));
    }

    rebuild.progress = 1;

    await().until(() -> played.live.status().building() == null);
    over.set(true);
    looking.join();
    assertThat(thrown).hasNullValue();
  }

  @Test
  void isNotSwayedByACanary() {
    for (int i = 0; i < 40; i++) {
      SampleRecords records = i % 2 == 0 ? played.one : played.two;
      float[] vector = vector(i % 2 == 0 ? 4 : 6, 0);
      played.tails.get(0).give(records.post("t" + i, "en", "x", "boat", NOW, vector));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(played.find(query("boat")))
                    .hasSize(40)
                    .allMatch(hit -> hit.meaningRank() > 0));
    assertThat(played.tails).hasSize(1);
  }
}
