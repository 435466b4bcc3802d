package io.murmuration.jobs.rank.stages;

/**
 * An input of {@link EngagementHydration}: a post or an act.
 *
 * @param post or null
 * @param act or null
 */
public record PostInput(Origin origin, String tweetId, PostContent post, Act act)
    implements Placed<PostInput> {
  public static PostInput of(Origin origin, PostContent post) {
    return new PostInput(origin, post.tweetId(), post, null);
  }

  public static PostInput of(Act act) {
    return new PostInput(act.origin(), act.tweetId(), null, act);
  }

  @Override
  public PostInput placedAt(Origin origin) {
    return new PostInput(origin, tweetId, post, act == null ? null : act.at(origin));
  }

  /** It and all that it leads to. */
  public PostInput asLate() {
    return placedAt(origin.asLate());
  }

  @Override
  public String key() {
    return tweetId;
  }

  @Override
  public String ofOneOrigin() {
    return "";
  }
}
