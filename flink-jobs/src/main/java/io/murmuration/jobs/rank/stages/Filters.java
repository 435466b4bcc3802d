package io.murmuration.jobs.rank.stages;

import java.util.List;

/** The filters of the job. Copies within a timeline are the selector's to drop. */
final class Filters {
  private Filters() {}

  static List<CandidateFilter> of(RankPolicy policy) {
    return List.of(
        (reader, post, at) -> !post.authorId().equals(reader.user()),
        (reader, post, at) -> !reader.saw(post),
        (reader, post, at) -> !reader.hides(post.authorId()),
        (reader, post, at) -> Math.max(post.toxicity(), post.spam()) < policy.unsafe(),
        (reader, post, at) ->
            at - post.createdAtMillis()
                < (reader.follows(post.authorId())
                        ? policy.inNetworkAge()
                        : policy.outOfNetworkAge())
                    .toMillis());
  }
}
