package io.murmuration.jobs.rank.stages;

import io.murmuration.event.EngagementKind;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.RankedPost;
import io.murmuration.model.rank.ReaderState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A reader, out of memory and back. All of it is bounded: about 40 kB of affinities with vectors of
 * 384 numbers, 16 kB of what was seen, and some lists of names. Not thread-safe.
 */
public final class Reader {
  private static final int MOST_SEEN = 2_000;
  private static final int MOST_HIDDEN = 500;
  private static final int MOST_FOLLOWED = 5_000;
  private static final int MOST_TOPICS = 50;

  private final String user;
  private final ReaderState affinities;
  private final Set<Long> seen = new LinkedHashSet<>();
  private final Set<String> hidden = new LinkedHashSet<>();
  private final Map<String, Integer> likes = new LinkedHashMap<>();
  private final Set<String> followed;
  private EncoderRef encoder;
  private int dimension;
  private long encoderSinceMillis;
  private long activeAtMillis;

  /**
   * @param memory null at first
   * @param followed null at first
   */
  public Reader(String user, ReaderMemory memory, String[] followed) {
    this.user = user;
    this.followed = followed == null ? new HashSet<>() : new HashSet<>(List.of(followed));
    if (memory == null) {
      affinities = new ReaderState();
      return;
    }
    affinities = read(memory.affinities());
    for (long each : memory.seen()) {
      seen.add(each);
    }
    hidden.addAll(List.of(memory.hidden()));
    for (int i = 0; i < memory.likes().length; i++) {
      likes.put(memory.likedTopics()[i], memory.likes()[i]);
    }
    encoder = memory.encoder();
    dimension = memory.dimension();
    encoderSinceMillis = memory.encoderSinceMillis();
    activeAtMillis = memory.activeAtMillis();
  }

  public void acted(HydratedAct act, long at) {
    PostContent post = act.post();
    meetEncoder(post);
    RankedPost read = asRead(post);
    double strength = Engagements.strength(act.kind());
    boolean shown = act.kind() == EngagementKind.impression;
    if (shown) {
      affinities.shown(read, at);
    } else {
      affinities.engaged(read, act.kind(), at);
    }
    if (shown || strength > 0) {
      sawNow(post);
    }
    if (strength > 0) {
      liked(post);
    } else if (strength < 0) {
      remember(hidden, post.authorId(), MOST_HIDDEN);
    }
    activeAtMillis = Math.max(activeAtMillis, at);
  }

  public void followed(FollowChange change, long at) {
    if (!change.follows()) {
      followed.remove(change.followee());
    } else if (followed.size() < MOST_FOLLOWED) {
      followed.add(change.followee());
    }
    activeAtMillis = Math.max(activeAtMillis, at);
  }

  public ReaderMemory memory() {
    return new ReaderMemory(
        write(affinities),
        encoder,
        dimension,
        encoderSinceMillis,
        seen.stream().mapToLong(Long::longValue).toArray(),
        hidden.toArray(String[]::new),
        likes.keySet().toArray(String[]::new),
        likes.values().stream().mapToInt(Integer::intValue).toArray(),
        activeAtMillis);
  }

  /** Sorted. */
  public String[] followed() {
    String[] names = followed.toArray(String[]::new);
    Arrays.sort(names);
    return names;
  }

  public String user() {
    return user;
  }

  public boolean follows(String author) {
    return followed.contains(author);
  }

  boolean hides(String author) {
    return hidden.contains(author);
  }

  boolean saw(PostContent post) {
    return seen.contains(StableHash.of(post.tweetId()))
        || post.cluster() != null && seen.contains(StableHash.of(post.cluster()));
  }

  int likesOf(String topic) {
    return likes.getOrDefault(topic, 0);
  }

  ReaderState affinities() {
    return affinities;
  }

  RankedPost asRead(PostContent post) {
    return encoder == null
        ? post.asRead(post.encoder(), post.vector().length)
        : post.asRead(encoder, dimension);
  }

  /** With the first newer post of another encoder the interests start anew; tallies stay. */
  private void meetEncoder(PostContent post) {
    boolean other = !post.encoder().equals(encoder) || post.vector().length != dimension;
    if (other && (encoder == null || post.createdAtMillis() > encoderSinceMillis)) {
      affinities.forgetVectors();
      encoder = post.encoder();
      dimension = post.vector().length;
    }
    encoderSinceMillis = Math.max(encoderSinceMillis, post.createdAtMillis());
  }

  /** Whoever likes a post has seen it, whether or not an impression tells of it too. */
  private void sawNow(PostContent post) {
    remember(seen, StableHash.of(post.tweetId()), MOST_SEEN);
    if (post.cluster() != null) {
      remember(seen, StableHash.of(post.cluster()), MOST_SEEN);
    }
  }

  private void liked(PostContent post) {
    for (String topic : post.topics()) {
      Integer before = likes.remove(topic);
      likes.put(topic, before == null ? 1 : before + 1);
    }
    while (likes.size() > MOST_TOPICS) {
      likes.remove(likes.keySet().iterator().next());
    }
  }

  private static <E> void remember(Set<E> set, E element, int most) {
    set.remove(element);
    set.add(element);
    if (set.size() > most) {
      set.remove(set.iterator().next());
    }
  }

  private static ReaderState read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return ReaderState.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] write(ReaderState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      state.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
