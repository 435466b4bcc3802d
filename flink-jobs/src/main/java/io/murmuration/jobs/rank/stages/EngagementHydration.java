package io.murmuration.jobs.rank.stages;

import io.murmuration.event.EngagementKind;
import io.murmuration.jobs.rank.stages.AuthorInput.Publication;
import io.murmuration.jobs.rank.stages.AuthorInput.Reaction;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.Reputation;
import java.util.Arrays;

/**
 * Gives acts the post that they are about, and counts what becomes of a post. A post is published
 * anew each time that the number of reactions to it doubles, so that those who hold it learn of its
 * reputation at a bounded cost.
 */
public final class EngagementHydration {
  private static final Act[] NONE = {};
  private static final int FIRST_PUBLISHED_AGAIN = 4;

  /** An act takes some 100 bytes, and the state of a post is written anew with each. */
  private static final int MOST_WAITING = 1_000;

  /** Complaints find room where others find none: they are rare, and their loss is seen. */
  private static final int MORE_COMPLAINTS = 200;

  private final RankPolicy policy;

  /** Where the stage's results go. */
  public interface Output {
    void toReader(ReaderInput hydrated);

    void toAuthor(AuthorInput input);

    void toPool(PoolInput join);

    /** An act that no post was found for in time. */
    void unattributed(Act act);
  }

  public EngagementHydration(RankPolicy policy) {
    this.policy = policy;
  }

  /**
   * @param before null at first
   */
  public PostMemory apply(PostMemory before, PostInput input, Output out) {
    PostMemory memory = before == null ? empty(input.origin()) : before;
    if (input.post() != null) {
      return memory.post() == null ? published(memory, input, out) : memory;
    }
    return memory.post() == null
        ? waiting(memory, input.act(), out)
        : acted(memory, input.act(), input.act().origin(), out);
  }

  /** To be called when its time is over; hands out what still waits. */
  public void expire(PostMemory memory, Output out) {
    for (Act act : memory.waiting()) {
      out.unattributed(act);
    }
  }

  private PostMemory empty(Origin origin) {
    return new PostMemory(
        null, null, 0, NONE, origin.atMillis() + policy.unattributedAfter().toMillis());
  }

  private PostMemory published(PostMemory memory, PostInput input, Output out) {
    PostMemory now =
        new PostMemory(
            input.post(),
            null,
            0,
            NONE,
            input.origin().atMillis() + policy.postMemory().toMillis());
    out.toAuthor(AuthorInput.of(input.origin(), new Publication(input.post(), null)));
    for (Act act : memory.waiting()) {
      // It counts from when the post is known, with the record that it came from.
      Origin origin = act.origin().at(input.origin().atMillis());
      now = acted(now, act, input.origin().late() ? origin.asLate() : origin, out);
    }
    return now;
  }

  private static PostMemory waiting(PostMemory memory, Act act, Output out) {
    int most = MOST_WAITING + (Engagements.strength(act.kind()) < 0 ? MORE_COMPLAINTS : 0);
    if (memory.waiting().length >= most) {
      out.unattributed(act);
      return memory;
    }
    Act[] more = Arrays.copyOf(memory.waiting(), memory.waiting().length + 1);
    more[more.length - 1] = act;
    return new PostMemory(null, null, 0, more, memory.expiresAtMillis());
  }

  private PostMemory acted(PostMemory memory, Act act, Origin origin, Output out) {
    PostContent post = memory.post();
    Reputation reputation = Reputations.read(memory.reputation());
    boolean shown = act.kind() == EngagementKind.impression;
    double strength = Engagements.strength(act.kind());
    if (shown) {
      reputation.shown(origin.atMillis());
    } else {
      reputation.engaged(strength, origin.atMillis());
    }
    byte[] bytes = Reputations.write(reputation);
    int reactions = memory.reactions() + 1;
    out.toReader(ReaderInput.of(origin, act.user(), new HydratedAct(act.kind(), post)));
    out.toAuthor(AuthorInput.of(origin, post.authorId(), new Reaction(shown, strength)));
    for (String pool : policy.poolsJoined(act.user(), post, strength > 0)) {
      out.toPool(new PoolInput(origin, pool, act.user(), null));
    }
    if (reactions >= FIRST_PUBLISHED_AGAIN && Integer.bitCount(reactions) == 1) {
      out.toAuthor(AuthorInput.of(origin, new Publication(post, bytes)));
    }
    return new PostMemory(post, bytes, reactions, memory.waiting(), memory.expiresAtMillis());
  }
}
