package io.murmuration.feed.search;

import java.util.List;

/** Finds posts by words and meaning. Thread-safe. */
public interface PostSearch {
  /** Best first; empty before the first post. */
  List<SearchHit> search(SearchQuery query) throws InterruptedException;

  Status status();

  /**
   * @param posts searchable ones
   * @param version null before the first post
   * @param encoder whether queries can be encoded; else words alone decide
   * @param progress of reading what the topic holds, 0 to 1
   * @param building null where no other version is being built
   * @param buildingPosts in the index that is being built
   */
  record Status(
      int posts,
      EmbeddingVersion version,
      boolean encoder,
      double progress,
      EmbeddingVersion building,
      int buildingPosts,
      double buildingProgress,
      long undecodable) {}
}
