package io.murmuration.loadgen.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EngagementKind;
import io.murmuration.loadgen.world.WorldEvent.Followed;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import io.murmuration.loadgen.world.WorldEvent.Wrote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final World WORLD = new World(WorldConfig.of(200, 600, START), 3);

  /** Shows the newest posts, and notes that it was never asked before it was told. */
  private static final class Newest implements Feed {
    private final List<Post> written = new ArrayList<>();
    private final List<WorldEvent> told = new ArrayList<>();
    private boolean early;

    @Override
    public List<Post> page(Person person, long atMillis) {
      early |= !told.isEmpty() && told.get(told.size() - 1).atMillis() > atMillis;
      List<Post> newest = new ArrayList<>(written);
      java.util.Collections.reverse(newest);
      return newest.subList(0, Math.min(30, newest.size()));
    }

    List<WorldEvent> live() {
      long start = START.toEpochMilli();
      Simulation simulation =
          new Simulation(WORLD, this, start, start + Duration.ofDays(1).toMillis());
      while (simulation.hasNext()) {
        WorldEvent event = simulation.next();
        told.add(event);
        if (event instanceof Wrote wrote) {
          written.add(wrote.post());
        }
      }
      return told;
    }
  }

  @Test
  void tellsWhatHappensInTheOrderOfTime() {
    Newest feed = new Newest();

    assertThat(feed.live().stream().map(WorldEvent::atMillis).toList()).isSorted();
    assertThat(feed.early).isFalse();
    assertThat(feed.told).hasAtLeastOneElementOfType(Viewed.class);
    assertThat(feed.told).hasAtLeastOneElementOfType(Followed.class);
  }

  @Test
  void livesTheSameLifeTwice() {
    assertThat(signs(new Newest().live())).isEqualTo(signs(new Newest().live()));
  }

  @Test
  void showsNoMoreThanAPage() {
    assertThat(views(new Newest().live())).allSatisfy(v -> assertThat(v.position()).isLessThan(20));
  }

  @Test
  void isLikedMoreOnTop() {
    List<Viewed> views = views(new Newest().live());

    assertThat(likes(views, 0, 4)).isGreaterThan(likes(views, 15, 19));
  }

  private static double likes(List<Viewed> views, int from, int to) {
    return views.stream()
        .filter(view -> view.position() >= from && view.position() <= to)
        .mapToInt(view -> view.did().contains(EngagementKind.like) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static List<Viewed> views(List<WorldEvent> events) {
    return events.stream().filter(Viewed.class::isInstance).map(Viewed.class::cast).toList();
  }

  private static List<String> signs(List<WorldEvent> events) {
    return events.stream().map(SimulationTest::sign).toList();
  }

  private static String sign(WorldEvent event) {
    if (event instanceof Wrote wrote) {
      return "wrote " + wrote.post().id();
    }
    if (event instanceof Viewed view) {
      return view.atMillis() + " " + view.person() + " " + view.post().id() + " " + view.did();
    }
    return event.toString();
  }
}
