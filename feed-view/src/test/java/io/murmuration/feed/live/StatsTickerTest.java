package io.murmuration.feed.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.feed.live.LiveEvent.Kind;
import io.murmuration.feed.search.PostSearch;
import io.murmuration.feed.search.SearchHit;
import io.murmuration.feed.search.SearchQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsTickerTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final LiveFeed feed = new LiveFeed(CLOCK, 1);
  private final LiveStats stats = new LiveStats(CLOCK);
  private final PlayedSearch search = new PlayedSearch();

  @Test
  void goesOnAfterASecondThatFailed() throws Exception {
    try (var watching = feed.subscribe(null).orElseThrow();
        StatsTicker ticker = new StatsTicker(search, feed, stats, Map::of)) {
      search.error = new IllegalStateException("this IndexWriter is closed");
      ticker.tick();
      search.error = null;

      ticker.tick();

      assertThat(watching.next(0).kind()).isEqualTo(Kind.STATS);
      assertThat(watching.next(0)).isNull();
    }
  }

  @Test
  void saysHowFullBatchesAreOnlyWhereItIsKnown() {
    try (StatsTicker ticker = new StatsTicker(search, feed, stats, () -> Map.of("enrich", 0.5))) {
      ticker.tick();
    }
    try (StatsTicker ticker = new StatsTicker(search, feed, stats, Map::of)) {
      ticker.tick();
    }

    assertThat(stats.history().path(0).at("/batch_fill/enrich").asDouble()).isEqualTo(0.5);
    assertThat(stats.history().path(1).has("batch_fill")).isFalse();
  }

  private static final class PlayedSearch implements PostSearch {
    private RuntimeException error;

    @Override
    public List<SearchHit> search(SearchQuery query) {
      return List.of();
    }

    @Override
    public Status status() {
      if (error != null) {
        throw error;
      }
      return new Status(0, null, false, 1, null, 0, 0, 0);
    }
  }
}
