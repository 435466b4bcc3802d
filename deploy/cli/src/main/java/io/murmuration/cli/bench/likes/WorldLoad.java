package io.murmuration.cli.bench.likes;

import io.murmuration.loadgen.HttpTimelines;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.loadgen.TrafficConfig;
import io.murmuration.loadgen.WorldTrafficConfig;
import java.util.Locale;
import java.util.Optional;

/** So many times the traffic of {@code up}: posts, sessions and requests for advertisements. */
record WorldLoad(double times) {
  private static final long SEED = 1;
  private static final WorldTrafficConfig WORLD = WorldTrafficConfig.light(5, SEED);
  private static final double AD_REQUESTS_PER_SECOND = 2;

  static final int PEOPLE = WORLD.people();

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
    return WORLD.times(times).tweetsPerSecond();
  }

  String label() {
    return String.format(Locale.ROOT, "%.3g x the traffic of up", times);
  }

  Running start(LoadTarget target, String feedUrl) {
    return new Running(
        LoadRun.world(target, WORLD.times(times), new HttpTimelines(feedUrl)),
        LoadRun.ads(
            target, new TrafficConfig(times * AD_REQUESTS_PER_SECOND, SEED, Optional.empty())));
  }
}
