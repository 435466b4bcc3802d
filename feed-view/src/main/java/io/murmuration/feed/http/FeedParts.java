package io.murmuration.feed.http;

import io.murmuration.feed.live.ActiveReaders;
import io.murmuration.feed.live.LiveFeed;
import io.murmuration.feed.live.LiveStats;
import io.murmuration.feed.live.NewestCreatives;
import io.murmuration.feed.search.PostSearch;
import io.murmuration.feed.views.ViewReader;

/** What is served. */
public record FeedParts(
    ViewReader views,
    PostSearch search,
    LiveFeed feed,
    LiveStats stats,
    NewestCreatives newest,
    ActiveReaders readers) {}
