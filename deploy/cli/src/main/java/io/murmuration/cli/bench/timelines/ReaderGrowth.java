package io.murmuration.cli.bench.timelines;

import io.murmuration.cli.bench.Figure;
import io.murmuration.event.EngagementKind;
import io.murmuration.jobs.rank.stages.Candidate;
import io.murmuration.jobs.rank.stages.EncoderRef;
import io.murmuration.jobs.rank.stages.PostContent;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.jobs.rank.stages.ReaderMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The stages with so many readers, each following 25 of them: the cost of a post, of an act, and of
 * a slate, and what Flink would write of a reader.
 */
final class ReaderGrowth {
  private static final int FOLLOWED = 25;
  private static final int POSTS = 2_000;
  private static final int ACTS = 20_000;
  private static final int SLATES = 1_000;
  private static final int DIMENSION = 384;
  private static final List<String> TOPICS = List.of("sports", "music", "family", "gaming");
  private static final long START = 1_767_600_000_000L;

  private final int readers;
  private final int repeats;
  private final SplittableRandom random = new SplittableRandom(9);
  private final LocalRanking ranking = new LocalRanking(RankPolicy.standard());
  private long now = START;
  private int posts;

  ReaderGrowth(int readers, int repeats) {
    this.readers = readers;
    this.repeats = repeats;
  }

  List<Figure> run() {
    for (int reader = 0; reader < readers; reader++) {
      for (int i = 0; i < FOLLOWED; i++) {
        ranking.followed("u" + reader, "u" + random.nextInt(readers), true, now);
      }
    }
    List<Double> post = new ArrayList<>();
    List<Double> act = new ArrayList<>();
    List<Double> slate = new ArrayList<>();
    for (int repeat = -1; repeat < repeats; repeat++) {
      double ofPost = microseconds(POSTS, this::post);
      double ofAct = microseconds(ACTS, this::act);
      double ofSlate = microseconds(SLATES, this::slate);
      if (repeat >= 0) {
        post.add(ofPost);
        act.add(ofAct);
        slate.add(ofSlate);
      }
    }
    String arm = readers + " readers";
    return List.of(
        Figure.ofRepeats(RankBench.NAME, arm, "a post, to all who are offered it", "µs", post),
        Figure.ofRepeats(RankBench.NAME, arm, "an act", "µs", act),
        Figure.ofRepeats(RankBench.NAME, arm, "a slate, to its features", "µs", slate),
        Figure.ofRepeats(RankBench.NAME, arm, "state of a reader", "bytes", List.of(bytes())));
  }

  private static double microseconds(int times, Runnable task) {
    long began = System.nanoTime();
    for (int i = 0; i < times; i++) {
      task.run();
    }
    return (System.nanoTime() - began) / 1e3 / times;
  }

  private void post() {
    now += 100;
    byte[] vector = new byte[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (byte) random.nextInt(-127, 128);
    }
    String topic = TOPICS.get(random.nextInt(TOPICS.size()));
    ranking.posted(
        new PostContent(
            "t" + posts++,
            "u" + random.nextInt(readers),
            now,
            "en",
            new EncoderRef("encoder", "1", ""),
            7e-4f,
            vector,
            new String[] {topic},
            new double[] {0.4},
            0,
            0.1,
            0.1,
            null),
        now);
  }

  private void act() {
    now += 5;
    EngagementKind kind = random.nextInt(10) == 0 ? EngagementKind.like : EngagementKind.impression;
    String tweet = "t" + (posts - 1 - random.nextInt(POSTS));
    ranking.acted("u" + active(), tweet, kind, now);
  }

  private void slate() {
    now += 5;
    ranking.rows("u" + active(), now);
  }

  /** One of a thousand who are here just now. */
  private int active() {
    return random.nextInt(Math.min(readers, 1_000));
  }

  /** The mean of those who are here, as Flink's serializers write it. */
  private double bytes() {
    long bytes = 0;
    int counted = Math.min(readers, 1_000);
    for (int reader = 0; reader < counted; reader++) {
      String user = "u" + reader;
      bytes += written(ReaderMemory.class, ranking.reader(user).memory());
      for (Candidate candidate : ranking.candidatesOf(user).values()) {
        bytes += candidate.post().tweetId().length() + written(Candidate.class, candidate);
      }
    }
    return (double) bytes / counted;
  }

  private static <T> int written(Class<T> type, T value) {
    DataOutputSerializer out = new DataOutputSerializer(1 << 12);
    try {
      TypeInformation.of(type).createSerializer(new SerializerConfigImpl()).serialize(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.length();
  }
}
