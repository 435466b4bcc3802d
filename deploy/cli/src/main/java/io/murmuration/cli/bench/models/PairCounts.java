package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.models.CopiedPosts.Post;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs of posts in one cluster against pairs of one group, counted group by group: a pair across
 * two groups counts half in each. Pairs of posts without a group are nobody's error.
 */
final class PairCounts {
  private final double[] found;
  private final double[] wrong;
  private final double[] missed;

  PairCounts(List<Post> posts, List<String> clusters) {
    int groups = 1 + posts.stream().mapToInt(Post::group).max().orElse(CopiedPosts.NO_GROUP);
    found = new double[groups];
    wrong = new double[groups];
    missed = new double[groups];
    Map<String, List<Integer>> byCluster = new HashMap<>();
    int[] sizes = new int[groups];
    for (int i = 0; i < posts.size(); i++) {
      int group = posts.get(i).group();
      byCluster.computeIfAbsent(clusters.get(i), c -> new ArrayList<>()).add(group);
      if (group != CopiedPosts.NO_GROUP) {
        sizes[group]++;
      }
    }
    byCluster.values().forEach(this::count);
    for (int group = 0; group < groups; group++) {
      missed[group] = sizes[group] * (sizes[group] - 1) / 2.0 - found[group];
    }
  }

  private void count(List<Integer> members) {
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        int a = members.get(i);
        int b = members.get(j);
        if (a == b && a != CopiedPosts.NO_GROUP) {
          found[a]++;
        } else if (a != b) {
          double share = Math.min(a, b) == CopiedPosts.NO_GROUP ? 1 : 0.5;
          addWrong(a, share);
          addWrong(b, share);
        }
      }
    }
  }

  private void addWrong(int group, double share) {
    if (group != CopiedPosts.NO_GROUP) {
      wrong[group] += share;
    }
  }

  int groups() {
    return found.length;
  }

  double precision(int[] groups) {
    return ratio(sum(groups, found), sum(groups, wrong));
  }

  double recall(int[] groups) {
    return ratio(sum(groups, found), sum(groups, missed));
  }

  double f1(int[] groups) {
    return ratio(sum(groups, found), (sum(groups, wrong) + sum(groups, missed)) / 2);
  }

  private static double ratio(double good, double bad) {
    return good + bad == 0 ? 0 : good / (good + bad);
  }

  private static double sum(int[] groups, double[] counts) {
    double sum = 0;
    for (int group : groups) {
      sum += counts[group];
    }
    return sum;
  }
}
