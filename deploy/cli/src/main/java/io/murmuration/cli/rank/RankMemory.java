package io.murmuration.cli.rank;

import io.murmuration.event.EngagementKind;
import io.murmuration.loadgen.world.FollowGraph;
import io.murmuration.loadgen.world.Person;
import io.murmuration.loadgen.world.Post;
import io.murmuration.loadgen.world.WorldConfig;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.RankFeatures;
import io.murmuration.model.rank.RankedPost;
import io.murmuration.model.rank.ReaderMoment;
import io.murmuration.model.rank.ReaderState;
import io.murmuration.model.rank.Reputation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a rank job would remember of a simulated world: only what it can see. */
final class RankMemory {
  private static final double TOPIC_SCORE = 0.4;

  private final WorldConfig config;
  private final Map<Integer, ReaderState> readers = new HashMap<>();
  private final Map<Integer, Set<Long>> seen = new HashMap<>();
  private final Map<Integer, Set<Integer>> hidden = new HashMap<>();
  private final Map<Long, Reputation> posts = new HashMap<>();
  private final Map<Integer, Reputation> authors = new HashMap<>();

  RankMemory(WorldConfig config) {
    this.config = config;
  }

  void viewed(Viewed view) {
    Post post = view.post();
    RankedPost known = known(post);
    ReaderState reader = reader(view.person());
    seen.computeIfAbsent(view.person(), key -> new HashSet<>()).add(post.index());
    reader.shown(known, view.atMillis());
    ofPost(post).shown(view.atMillis());
    ofAuthor(post).shown(view.atMillis());
    for (EngagementKind kind : view.did()) {
      reader.engaged(known, kind, view.atMillis());
      ofPost(post).engaged(Engagements.strength(kind), view.atMillis());
      ofAuthor(post).engaged(Engagements.strength(kind), view.atMillis());
      if (kind == EngagementKind.mute || kind == EngagementKind.block) {
        hidden.computeIfAbsent(view.person(), key -> new HashSet<>()).add(post.author());
      }
    }
  }

  /** Neither seen before nor by somebody muted, nor the person's own. */
  boolean mayShow(Person person, Post post) {
    return post.author() != person.index()
        && !seen.getOrDefault(person.index(), Set.of()).contains(post.index())
        && !hidden.getOrDefault(person.index(), Set.of()).contains(post.author());
  }

  float[] features(Person person, Post post, FollowGraph follows, long at) {
    return RankFeatures.of(
        ReaderMoment.of(reader(person.index()), at),
        known(post),
        ofPost(post),
        ofAuthor(post),
        follows.follows(person.index(), post.author()),
        follows.followers(post.author()));
  }

  private ReaderState reader(int person) {
    return readers.computeIfAbsent(person, key -> new ReaderState());
  }

  private Reputation ofPost(Post post) {
    return posts.computeIfAbsent(post.index(), key -> new Reputation());
  }

  private Reputation ofAuthor(Post post) {
    return authors.computeIfAbsent(post.author(), key -> new Reputation());
  }

  private RankedPost known(Post post) {
    Post.Enrichment enrichment = post.enrichment();
    return new RankedPost(
        "u" + post.author(),
        post.atMillis(),
        config.languages().get(post.language()),
        enrichment.vector(),
        IntStream.of(enrichment.topics())
            .boxed()
            .collect(Collectors.toMap(topic -> config.topics().get(topic), topic -> TOPIC_SCORE)),
        enrichment.sentiment(),
        enrichment.toxicity(),
        enrichment.spam());
  }
}
