package io.murmuration.loadgen;

import io.murmuration.event.Engagement;
import io.murmuration.event.Follow;
import io.murmuration.event.Tweet;
import io.murmuration.loadgen.WorldTrafficConfig.Part;
import io.murmuration.loadgen.world.FirstFollows;
import io.murmuration.loadgen.world.Person;
import io.murmuration.loadgen.world.Post;
import io.murmuration.loadgen.world.Simulation;
import io.murmuration.loadgen.world.World;
import io.murmuration.loadgen.world.WorldConfig;
import io.murmuration.loadgen.world.WorldEvent;
import io.murmuration.loadgen.world.WorldEvent.Followed;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import io.murmuration.loadgen.world.WorldEvent.Wrote;
import io.murmuration.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A simulated world in real time: people write, look at the timelines that the system made for them
 * and react by their hidden tastes. Who looks when is fixed beforehand, whatever the system does.
 */
final class WorldTraffic {
  private static final double DAY_SECONDS = 86_400;
  private static final double MEDIAN_SESSIONS_A_DAY = 2;
  private static final int POSTS_KNOWN = 50_000;
  private static final int LEAST_DIMENSION = 8;

  private final WorldTrafficConfig config;
  private final TimelineSource timelines;
  private final Clock clock = Clock.systemUTC();
  private final World world;
  private final WorldRecords records;
  private final LoadMeter meter;
  private final RecordSender<Tweet> tweets;
  private final RecordSender<Engagement> engagements;
  private final RecordSender<Follow> follows;
  private final long startMillis = clock.millis();
  private final Map<String, Post> written =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Post> eldest) {
          return size() > POSTS_KNOWN;
        }
      };

  WorldTraffic(
      LoadTarget target, WorldTrafficConfig config, TimelineSource timelines, LoadMeter meter) {
    this.config = config;
    this.timelines = timelines;
    this.meter = meter;
    TopicPhrases phrases = TopicPhrases.load();
    world = new World(worldConfig(phrases.topics()), config.seed());
    records =
        new WorldRecords(
            phrases,
            world.config().topics(),
            world.config().languages(),
            config.seed(),
            Long.toString(startMillis, 36));
    tweets = new RecordSender<>(target, Topics.TWEETS, clock, meter);
    engagements = new RecordSender<>(target, Topics.ENGAGEMENTS, clock, meter);
    follows = new RecordSender<>(target, Topics.FOLLOWS, clock, meter);
  }

  private WorldConfig worldConfig(List<String> topics) {
    double sessionsPerDay = config.sessionsPerHour() * 24;
    return new WorldConfig(
        config.people(),
        topics,
        LEAST_DIMENSION,
        List.of("en", "fr"),
        (int) Math.max(1, Math.round(config.tweetsPerSecond() * DAY_SECONDS)),
        config.viewsPerSession(),
        sessionsPerDay / MEDIAN_SESSIONS_A_DAY,
        Instant.ofEpochMilli(startMillis));
  }

  /**
   * @throws InterruptedException when told to stop
   */
  void run() throws InterruptedException {
    long endMillis = config.duration().map(d -> startMillis + d.toMillis()).orElse(Long.MAX_VALUE);
    try (timelines;
        tweets;
        engagements;
        follows) {
      Deque<Followed> first = FirstFollows.of(world, startMillis);
      Simulation life = new Simulation(world, this::page, startMillis, endMillis);
      while (life.hasNext()) {
        WorldEvent event = life.next();
        sendUntil(event.atMillis(), first);
        await(event.atMillis());
        send(event);
      }
      sendUntil(endMillis, first);
    }
  }

  private void sendUntil(long millis, Deque<Followed> first) throws InterruptedException {
    while (!first.isEmpty() && first.peek().atMillis() <= millis) {
      await(first.peek().atMillis());
      send(first.remove());
    }
  }

  private void send(WorldEvent event) {
    long at = event.atMillis();
    if (event instanceof Wrote wrote && config.parts().contains(Part.tweets)) {
      written.put(records.idOf(wrote.post()), wrote.post());
      tweets.send(records.tweet(wrote.post()), at);
    } else if (event instanceof Viewed view && config.parts().contains(Part.engagements)) {
      meter.viewed(view.did());
      records.engagements(view).forEach(each -> engagements.send(each, at));
    } else if (event instanceof Followed change && config.parts().contains(Part.follows)) {
      Follow follow = records.follow(change.person(), change.author(), at);
      if (change.follows()) {
        follows.send(follow, at);
      } else {
        follows.sendTombstone(follow, at);
      }
    }
  }

  /** What the system shows at that time, of this world's posts. */
  private List<Post> page(Person person, long atMillis) {
    try {
      await(atMillis);
      return timelines.timelineOf(WorldRecords.handle(person.index())).stream()
          .map(written::get)
          .filter(Objects::nonNull)
          .toList();
    } catch (InterruptedException e) {
      // The next wait ends the run.
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private void await(long millis) throws InterruptedException {
    long left = millis - clock.millis();
    if (left > 0) {
      Thread.sleep(left);
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
