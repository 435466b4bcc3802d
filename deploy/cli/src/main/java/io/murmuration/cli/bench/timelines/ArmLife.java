package io.murmuration.cli.bench.timelines;

import io.murmuration.cli.bench.models.Metrics;
import io.murmuration.event.Embedding;
import io.murmuration.event.EngagementKind;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Provenance;
import io.murmuration.event.Safety;
import io.murmuration.event.ScoredLabel;
import io.murmuration.event.Sentiment;
import io.murmuration.event.SourcePosition;
import io.murmuration.event.Tweet;
import io.murmuration.jobs.rank.stages.PostContent;
import io.murmuration.jobs.rank.stages.SlateRow;
import io.murmuration.loadgen.world.Person;
import io.murmuration.loadgen.world.Post;
import io.murmuration.loadgen.world.Simulation;
import io.murmuration.loadgen.world.World;
import io.murmuration.loadgen.world.WorldConfig;
import io.murmuration.loadgen.world.WorldEvent;
import io.murmuration.loadgen.world.WorldEvent.Followed;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import io.murmuration.loadgen.world.WorldEvent.Wrote;
import io.murmuration.model.rank.Engagements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The life of a world under one arm: what it shows decides what its people do, and so on. */
final class ArmLife {
  private static final int WITHIN = 10;
  private static final double TOPIC_SCORE = 0.4;

  private final World world;
  private final LocalRanking ranking;
  private final TimelineArm arm;
  private final Simulation life;
  private final Map<String, Post> posts = new HashMap<>();
  private final double[] ndcg;
  private final int[] pages;
  private final int[] views;
  private final int[] pleased;
  private final int[] complaints;
  private final int[] viewsByMinute;
  private final int[] pleasedByMinute;

  ArmLife(World world, LocalRanking ranking, TimelineArm arm, int minutes) {
    this.world = world;
    this.ranking = ranking;
    this.arm = arm;
    int people = world.people().size();
    ndcg = new double[people];
    pages = new int[people];
    views = new int[people];
    pleased = new int[people];
    complaints = new int[people];
    viewsByMinute = new int[minutes];
    pleasedByMinute = new int[minutes];
    long start = startMillis();
    life = new Simulation(world, this::page, start, start + minutes * 60_000L);
  }

  void live() {
    for (Person person : world.people()) {
      for (int author : world.follows().of(person.index())) {
        ranking.followed(person.id(), id(author), true, startMillis());
      }
    }
    while (life.hasNext()) {
      happened(life.next());
    }
  }

  private void happened(WorldEvent event) {
    long at = event.atMillis();
    if (event instanceof Wrote wrote) {
      posts.put(wrote.post().id(), wrote.post());
      ranking.posted(content(wrote.post()), at);
    } else if (event instanceof Viewed view) {
      viewed(view);
    } else if (event instanceof Followed change) {
      ranking.followed(id(change.person()), id(change.author()), change.follows(), at);
    }
  }

  private void viewed(Viewed view) {
    String user = id(view.person());
    String tweet = view.post().id();
    ranking.acted(user, tweet, EngagementKind.impression, view.atMillis());
    view.did().forEach(kind -> ranking.acted(user, tweet, kind, view.atMillis()));
    int minute =
        (int) Math.min((view.atMillis() - startMillis()) / 60_000, viewsByMinute.length - 1);
    views[view.person()]++;
    viewsByMinute[minute]++;
    if (view.did().stream().anyMatch(ArmLife::pleases)) {
      pleased[view.person()]++;
      pleasedByMinute[minute]++;
    }
    if (view.did().stream().anyMatch(kind -> Engagements.strength(kind) < 0)) {
      complaints[view.person()]++;
    }
  }

  /** A dwell may as well be somebody who fell asleep. */
  private static boolean pleases(EngagementKind kind) {
    return kind != EngagementKind.dwell && Engagements.strength(kind) > 0;
  }

  private List<Post> page(Person person, long at) {
    SlateRow[] rows = ranking.rows(person.id(), at);
    List<SlateRow> ordered = rows.length == 0 ? List.of() : arm.ordered(rows);
    if (rows.length > WITHIN) {
      ndcg[person.index()] += ndcg(person, rows, ordered, at);
      pages[person.index()]++;
    }
    return ordered.stream().map(row -> posts.get(row.tweetId())).toList();
  }

  private double ndcg(Person person, SlateRow[] rows, List<SlateRow> ordered, long at) {
    double[] scores = new double[rows.length];
    double[] worth = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int place = ordered.indexOf(rows[i]);
      scores[i] = place < 0 ? Double.NEGATIVE_INFINITY : -place;
      worth[i] = worth(person, posts.get(rows[i].tweetId()), at);
    }
    return Metrics.ndcg(WITHIN, scores, worth);
  }

  private double worth(Person person, Post post, long at) {
    Map<EngagementKind, Double> chances =
        world.probabilities(person, post, life.situation(person, post, 0, at));
    return Math.max(
        0,
        World.kinds().stream()
            .mapToDouble(kind -> Engagements.worth(kind) * chances.get(kind))
            .sum());
  }

  private PostContent content(Post post) {
    Post.Enrichment enrichment = post.enrichment();
    WorldConfig config = world.config();
    List<Float> vector = new ArrayList<>(enrichment.vector().length);
    for (float value : enrichment.vector()) {
      vector.add(value);
    }
    Instant at = Instant.ofEpochMilli(post.atMillis());
    return PostContent.of(
        EnrichedTweet.newBuilder()
            .setTweet(
                Tweet.newBuilder()
                    .setTweetId(post.id())
                    .setAuthorId(id(post.author()))
                    .setText("")
                    .setCreatedAt(at)
                    .build())
            .setLanguage(config.languages().get(post.language()))
            .setEmbedding(new Embedding("world", "1", vector))
            .setTopics(
                Arrays.stream(enrichment.topics())
                    .mapToObj(topic -> new ScoredLabel(config.topics().get(topic), TOPIC_SCORE))
                    .toList())
            .setSentiment(sentiment(enrichment.sentiment()))
            .setSafety(new Safety(enrichment.toxicity(), enrichment.spam()))
            .setProvenance(
                Provenance.newBuilder()
                    .setSource(new SourcePosition("world", 0, post.index()))
                    .setEventTime(at)
                    .build())
            .build());
  }

  private static Sentiment sentiment(double score) {
    return score < 0 ? new Sentiment("negative", -score) : new Sentiment("positive", score);
  }

  private long startMillis() {
    return world.config().start().toEpochMilli();
  }

  private static String id(int person) {
    return "u" + person;
  }

  /** The mean over the pages of these people: a person's pages are alike. */
  double ndcg(int[] people) {
    double all = IntStream.of(people).mapToLong(person -> pages[person]).sum();
    return all == 0 ? 0 : IntStream.of(people).mapToDouble(person -> ndcg[person]).sum() / all;
  }

  /** Of these people; the share of views that pleased. */
  double engagementRate(int[] people) {
    return share(pleased, people);
  }

  double complaintRate(int[] people) {
    return share(complaints, people);
  }

  private double share(int[] counts, int[] people) {
    double shown = IntStream.of(people).mapToLong(person -> views[person]).sum();
    return shown == 0 ? 0 : IntStream.of(people).mapToLong(person -> counts[person]).sum() / shown;
  }

  /** The engagement rate of each minute; NaN where nobody looked. */
  double[] engagementByMinute() {
    double[] rates = new double[viewsByMinute.length];
    Arrays.setAll(rates, minute -> (double) pleasedByMinute[minute] / viewsByMinute[minute]);
    return rates;
  }
}
