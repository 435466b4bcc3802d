package io.murmuration.feed.tail;

/** Something that reads a topic. */
public interface Tail extends AutoCloseable {
  /** Of what the topic held at the start: 0 to 1. */
  double progress();

  /** Records that were passed over. */
  long undecodable();

  /** Returns when no record is given any more. */
  @Override
  void close();
}
