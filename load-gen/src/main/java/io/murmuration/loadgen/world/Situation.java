package io.murmuration.loadgen.world;

/**
 * Where and when a person meets a post.
 *
 * @param position on the page, from 0
 * @param follows whether the person follows the author
 * @param topicSeen how many posts of the same topics the person saw lately, older ones counting
 *     less
 * @param authorSeen how many posts of the author, likewise
 */
public record Situation(
    int position, long atMillis, boolean follows, double topicSeen, double authorSeen) {
  public Situation at(int newPosition) {
    return new Situation(newPosition, atMillis, follows, topicSeen, authorSeen);
  }
}
