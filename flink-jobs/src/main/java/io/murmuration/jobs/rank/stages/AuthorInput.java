package io.murmuration.jobs.rank.stages;

/**
 * An input of {@link AuthorNetwork}: a post to publish, a reaction to a post, or a follow.
 *
 * @param publication or null
 * @param reaction or null
 * @param follow or null
 */
public record AuthorInput(
    Origin origin, String authorId, Publication publication, Reaction reaction, FollowChange follow)
    implements Placed<AuthorInput> {
  /**
   * @param reputation of {@link Reputations}
   */
  public record Publication(PostContent post, byte[] reputation) {}

  /**
   * @param strength of the engagement; 0 for an impression
   */
  public record Reaction(boolean shown, double strength) {}

  public static AuthorInput of(Origin origin, Publication publication) {
    return new AuthorInput(origin, publication.post().authorId(), publication, null, null);
  }

  public static AuthorInput of(Origin origin, String authorId, Reaction reaction) {
    return new AuthorInput(origin, authorId, null, reaction, null);
  }

  public static AuthorInput of(Origin origin, FollowChange follow) {
    return new AuthorInput(origin, follow.followee(), null, null, follow);
  }

  @Override
  public AuthorInput placedAt(Origin origin) {
    return new AuthorInput(origin, authorId, publication, reaction, follow);
  }

  /** It and all that it leads to. */
  public AuthorInput asLate() {
    return placedAt(origin.asLate());
  }

  @Override
  public String key() {
    return authorId;
  }

  @Override
  public String ofOneOrigin() {
    return publication == null ? reaction == null ? "follow" : "act" : publication.post().tweetId();
  }
}
