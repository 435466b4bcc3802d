package io.murmuration.model.rank;

import io.murmuration.event.EngagementKind;
import java.util.List;

/** What the kinds of engagement say of a person's liking. */
public final class Engagements {
  /** Those with a head of their own, in the network's order. */
  public static final List<EngagementKind> HEADS =
      List.of(
          EngagementKind.like,
          EngagementKind.repost,
          EngagementKind.reply,
          EngagementKind.click,
          EngagementKind.dwell,
          EngagementKind.mute,
          EngagementKind.block,
          EngagementKind.report);

  private Engagements() {}

  /** How much is learnt from one; below 0 where it says no, 0 where it says nothing. */
  public static double strength(EngagementKind kind) {
    return switch (kind) {
      case repost -> 1.5;
      case reply -> 1.2;
      case like -> 1;
      case click -> 0.5;
      case dwell -> 0.3;
      case mute, block, report -> -1;
      case impression, unknown -> 0;
    };
  }

  /**
   * What one is worth to a timeline: the weights of the heads' sum, unless a job says otherwise.
   */
  public static double worth(EngagementKind kind) {
    return switch (kind) {
      case repost -> 2;
      case reply -> 2;
      case like -> 1;
      case click -> 0.5;
      case dwell -> 0.3;
      case mute -> -10;
      case block, report -> -20;
      case impression, unknown -> 0;
    };
  }
}
