package io.murmuration.loadgen;

import java.util.List;

/** What a reader of the world is shown. */
public interface TimelineSource extends AutoCloseable {
  /**
   * @return ids of posts, best first; empty where the reader has no timeline, or none can be had
   */
  List<String> timelineOf(String user) throws InterruptedException;

  @Override
  void close();
}
