package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.jobs.RawRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clusters as the pipeline publishes them. */
class NearDuplicatesTest {
  private static final long MINUTE = 60_000;
  private static final String POST =
      "The night train to Vienna leaves from platform nine today, two hours late as always";
  private static final String OTHER =
      "My grandmother's soup wants leeks, potatoes and a whole evening of patience";

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void givesARepostTheClusterOfItsOriginalAndAnotherPostAnother() throws Exception {
    Map<String, String> clusters =
        clusters(
            "reposts",
            List.of(
                InMemoryPipeline.record(0, 0, POST),
                InMemoryPipeline.record(1, 0, "RT @rail: " + POST.toUpperCase() + " http://t.co/1"),
                InMemoryPipeline.record(2, 0, OTHER),
                InMemoryPipeline.record(3, 0, " ")),
            2);

    assertThat(clusters.get("t1")).isEqualTo(clusters.get("t0")).matches("[0-9a-f]{16}");
    assertThat(clusters.get("t2")).isNotEqualTo(clusters.get("t0"));
    assertThat(clusters.get("t3")).isNull();
  }

  @Test
  void givesALaterPostInAlmostTheSameWordsTheClusterOfTheFirst() throws Exception {
    Map<String, String> clusters =
        clusters(
            "edits",
            List.of(
                InMemoryPipeline.record(0, 0, POST),
                InMemoryPipeline.record(1, MINUTE, POST.replace("night train", "evening train")),
                InMemoryPipeline.record(2, MINUTE, "RT @rail: " + POST.substring(0, 70) + "…"),
                InMemoryPipeline.record(3, MINUTE, OTHER)),
            2);

    assertThat(clusters.get("t1")).isEqualTo(clusters.get("t0"));
    assertThat(clusters.get("t2")).isEqualTo(clusters.get("t0"));
    assertThat(clusters.get("t3")).isNotEqualTo(clusters.get("t0"));
  }

  @Test
  void findsTheSameClustersAtAnyParallelismAndInAnyOrder() throws Exception {
    List<RawRecord> records =
        new ArrayList<>(
            IntStream.range(0, 300)
                .mapToObj(i -> InMemoryPipeline.record(i, i * 3_000L, edited(i)))
                .toList());
    Map<String, String> alone = clusters("in-order", records, 1);
    Collections.shuffle(records, new Random(7));

    Map<String, String> shuffled = clusters("shuffled", records, 2);

    assertThat(shuffled).isEqualTo(alone).hasSize(300);
    assertThat(Map.copyOf(alone).values().stream().distinct().count()).isBetween(2L, 100L);
  }

  /** One of two posts with another word or two in the place of its own. */
  private static String edited(int number) {
    String[] words = (number % 3 == 0 ? OTHER : POST).split(" ");
    words[number % words.length] = "word" + number % 23;
    words[number * 7 % words.length] = "word" + number % 5;
    return String.join(" ", words);
  }

  private static Map<String, String> clusters(String name, List<RawRecord> records, int parallelism)
      throws Exception {
    Map<String, EnrichedTweet> found = InMemoryPipeline.run(name, records, parallelism);
    return found.entrySet().stream()
        .collect(
            HashMap::new,
            (map, e) -> map.put(e.getKey(), e.getValue().getDuplicateCluster()),
            Map::putAll);
  }
}
