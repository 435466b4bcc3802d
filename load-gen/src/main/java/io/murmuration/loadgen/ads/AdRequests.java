package io.murmuration.loadgen.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Places to fill, by the seed: few audiences are met often, many seldom. */
public final class AdRequests {
  private static final int AUDIENCES = 400;
  private static final List<String> AGES = List.of("18-24", "25-34", "35-44", "45-54", "55+");
  private static final List<String> PLACEMENTS = List.of("feed", "feed", "banner", "story");
  private static final List<String> INTERESTS =
      List.of(
          ("baking beauty boardgames cars climbing coffee concerts cooking cycling decoration ecology"
                  + " fashion finance gaming gardening health hiking music nature parenting pets"
                  + " photography programming reading running tech travel yoga")
              .split(" "));

  private final SplittableRandom random;
  private final String run;
  private final List<Segment> audiences = new ArrayList<>();
  private long made;

  /**
   * @param run a part of every id, so that the ids of two runs differ
   */
  public AdRequests(long seed, String run) {
    this.random = new SplittableRandom(seed);
    this.run = run;
    for (int i = 0; i < AUDIENCES; i++) {
      audiences.add(audience());
    }
  }

  /**
   * @param beside ids of posts, of which one may stand beside the advertisement
   */
  public AdRequest next(long atMillis, List<String> beside) {
    double luck = random.nextDouble();
    Segment segment = audiences.get((int) (AUDIENCES * luck * luck));
    List<String> context =
        beside.isEmpty() || random.nextDouble() < 0.4
            ? List.of()
            : List.of(beside.get(random.nextInt(beside.size())));
    return AdRequest.newBuilder()
        .setRequestId("ad" + run + "-" + made++)
        .setSegment(segment)
        .setPlacement(PLACEMENTS.get(random.nextInt(PLACEMENTS.size())))
        .setContextTweetIds(context)
        .setRequestedAt(Instant.ofEpochMilli(atMillis))
        .setDeadlineMs(deadlineMillis())
        .build();
  }

  /** Most readers wait for a page, some only for a blink. */
  private long deadlineMillis() {
    double luck = random.nextDouble();
    return luck < 0.1 ? 500 : luck < 0.4 ? 1_500 : 3_000;
  }

  private Segment audience() {
    List<String> interests = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      interests.add(INTERESTS.get(random.nextInt(INTERESTS.size())));
    }
    return Segment.newBuilder()
        .setLocale(random.nextDouble() < 0.55 ? "en" : random.nextDouble() < 0.9 ? "fr" : "de")
        .setAgeBand(AGES.get(random.nextInt(AGES.size())))
        .setInterests(interests.stream().distinct().sorted().toList())
        .build();
  }
}
