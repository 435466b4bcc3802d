package io.murmuration.feed.tail;

import java.util.Map;

/** Something that reads a topic. */
public interface Tail extends AutoCloseable {
  /** Of what the topic holds: 0 to 1, and 1 once it was read to its end. */
  double progress();

  /**
   * What comes next, by partition: all before it was given. Empty before the first look at the
   * topic.
   */
  Map<Integer, Long> positions();

  /** Records that were passed over. */
  long undecodable();

  /** Returns when no record is given any more. */
  @Override
  void close();
}
