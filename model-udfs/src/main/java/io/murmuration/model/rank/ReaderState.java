package io.murmuration.model.rank;

import io.murmuration.event.EngagementKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is remembered of one reader: interests, affinities, what was seen. Bounded, about 40 kB with
 * vectors of 384 numbers. Events in another order leave another state, so the caller merges them in
 * event-time order. Not thread-safe.
 */
public final class ReaderState {
  /** Below 0, where the first builds wrote the length of a vector and no format. */
  private static final int FORMAT = -1;

  private static final int MOST_AUTHORS = 400;
  private static final int MOST_TOPICS = 100;
  private static final int MOST_LANGUAGES = 20;

  final InterestVector interests;
  final InterestVector aversions;
  final SeenPosts seen;
  final Tally own;
  final Tally ownNow;
  final TallyMap authors;
  final TallyMap authorsNow;
  final TallyMap topics;
  final TallyMap languages;

  public ReaderState() {
    interests = new InterestVector();
    aversions = new InterestVector();
    seen = new SeenPosts();
    own = new Tally();
    ownNow = new Tally();
    authors = new TallyMap(MOST_AUTHORS);
    authorsNow = new TallyMap(MOST_AUTHORS);
    topics = new TallyMap(MOST_TOPICS);
    languages = new TallyMap(MOST_LANGUAGES);
  }

  private ReaderState(int first, DataInput in) throws IOException {
    interests = first == FORMAT ? InterestVector.read(in) : InterestVector.read(first, in);
    aversions = InterestVector.read(in);
    seen = SeenPosts.read(in);
    own = Tally.read(in);
    ownNow = Tally.read(in);
    authors = TallyMap.read(in, MOST_AUTHORS);
    authorsNow = TallyMap.read(in, MOST_AUTHORS);
    topics = TallyMap.read(in, MOST_TOPICS);
    languages = TallyMap.read(in, MOST_LANGUAGES);
  }

  /** The reader was shown the post. */
  public void shown(RankedPost post, long at) {
    seen.add(post.vector());
    own.shown(at, Decay.TASTE);
    ownNow.shown(at, Decay.NOW);
    authors.of(post.authorId()).shown(at, Decay.TASTE);
    authorsNow.of(post.authorId()).shown(at, Decay.NOW);
    post.topics().keySet().forEach(topic -> topics.of(topic).shown(at, Decay.TASTE));
    languages.of(post.language()).shown(at, Decay.LANGUAGE);
  }

  /** The reader reacted to the post. */
  public void engaged(RankedPost post, EngagementKind kind, long at) {
    double strength = Engagements.strength(kind);
    if (strength == 0) {
      return;
    }
    (strength > 0 ? interests : aversions).add(post.vector(), Math.abs(strength), at);
    own.engaged(strength, at, Decay.TASTE);
    authors.of(post.authorId()).engaged(strength, at, Decay.TASTE);
    post.topics()
        .forEach((topic, score) -> topics.of(topic).engaged(strength * score, at, Decay.TASTE));
    languages.of(post.language()).engaged(strength, at, Decay.LANGUAGE);
  }

  /** Before posts come whose vectors another model made; what needs no vector stays. */
  public void forgetVectors() {
    interests.clear();
    aversions.clear();
    seen.clear();
  }

  /** Equal states write equal bytes. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    interests.write(out);
    aversions.write(out);
    seen.write(out);
    own.write(out);
    ownNow.write(out);
    authors.write(out);
    authorsNow.write(out);
    topics.write(out);
    languages.write(out);
  }

  /**
   * @throws IllegalArgumentException if a later build wrote it
   */
  public static ReaderState read(DataInput in) throws IOException {
    int first = in.readInt();
    if (first < FORMAT) {
      throw new IllegalArgumentException(
          "a reader's state of format %d, where this build knows 1: restore it with the build that wrote it"
              .formatted(-first));
    }
    return new ReaderState(first, in);
  }
}
