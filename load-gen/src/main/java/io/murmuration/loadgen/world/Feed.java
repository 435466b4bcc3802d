package io.murmuration.loadgen.world;

import java.util.List;

/** What decides what a person is shown: a policy under test, or one that explores. */
@FunctionalInterface
public interface Feed {
  /**
   * Called in the order of event time, after all that happened before was told.
   *
   * @return posts of before that time, the first on top; more than a page's worth are not seen
   */
  List<Post> page(Person person, long atMillis);
}
