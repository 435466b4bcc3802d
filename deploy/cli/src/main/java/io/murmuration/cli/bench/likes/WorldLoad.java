package io.murmuration.cli.bench.likes;

import io.murmuration.loadgen.HttpTimelines;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.loadgen.TrafficConfig;
import io.murmuration.loadgen.WorldTrafficConfig;
import io.murmuration.loadgen.WorldTrafficConfig.Part;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/** So many times the traffic of {@code up}: posts, sessions and requests for advertisements. */
record WorldLoad(double times) {
  static final int PEOPLE = 200;

  private static final double POSTS_PER_SECOND = 5;
  private static final double SESSIONS_PER_HOUR = 15;
  private static final double AD_REQUESTS_PER_SECOND = 2;
  private static final int VIEWS_PER_SESSION = 12;
  private static final long SEED = 1;

  /** Runs until closed. */
  record Running(LoadRun world, LoadRun ads) implements AutoCloseable {
    @Override
    public void close() {
      world.close();
      ads.close();
    }
  }

  WorldLoad times(double factor) {
    return new WorldLoad(times * factor);
  }

  double postsPerSecond() {
    return times * POSTS_PER_SECOND;
  }

  String label() {
    return String.format(Locale.ROOT, "%.3g x the traffic of up", times);
  }

  Running start(LoadTarget target, String feedUrl) {
    return new Running(
        LoadRun.world(
            target,
            new WorldTrafficConfig(
                EnumSet.allOf(Part.class),
                PEOPLE,
                postsPerSecond(),
                times * SESSIONS_PER_HOUR,
                VIEWS_PER_SESSION,
                SEED,
                Optional.empty()),
            new HttpTimelines(feedUrl)),
        LoadRun.ads(
            target, new TrafficConfig(times * AD_REQUESTS_PER_SECOND, SEED, Optional.empty())));
  }
}
