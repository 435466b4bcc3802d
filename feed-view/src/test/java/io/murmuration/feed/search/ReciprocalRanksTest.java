package io.murmuration.feed.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.feed.search.ReciprocalRanks.Fused;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.Test;

class ReciprocalRanksTest {
  private static final int NEAREST = 1_000;

  @Test
  void showsTheNearestInMeaningThoughManyOthersShareAWordAndAreSomewhatNear() {
    ReciprocalRanks ranks = new ReciprocalRanks();
    ranks.addWords(ranking(IntStream.range(0, 100)));
    ranks.addMeaning(
        ranking(
            IntStream.concat(
                IntStream.of(NEAREST), IntStream.range(0, 99).map(rank -> (rank + 40) % 100))));

    List<Fused> best = ranks.best(10);

    assertThat(best).extracting(Fused::document).contains(NEAREST, 0);
  }

  @Test
  void putsWhatLeadsBothRankingsFirst() {
    ReciprocalRanks ranks = new ReciprocalRanks();
    ranks.addWords(ranking(IntStream.of(1, 2, 3)));
    ranks.addMeaning(ranking(IntStream.of(4, 2, 5)));

    List<Fused> best = ranks.best(1);

    assertThat(best).singleElement().isEqualTo(new Fused(2, 2 / 12.0, 2, 2));
  }

  private static ScoreDoc[] ranking(IntStream documents) {
    return documents.mapToObj(document -> new ScoreDoc(document, 1)).toArray(ScoreDoc[]::new);
  }
}
