package io.murmuration.jobs.ads;

import io.murmuration.event.CreativeRung;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What one partition's requests have used: money of the day, tokens and images of the minute. All
 * by the records' stamps.
 */
final class Meters {
  private static final long MINUTE_MILLIS = 60_000;
  private static final String ALL = "";

  /** The highest rung that is left, and why it is no higher. */
  record Ceiling(CreativeRung rung, String reason) {}

  private final AuctionRules rules;
  private final ValueState<Long> day;
  private final ValueState<Long> minute;
  private final ValueState<Long> swept;
  private final MapState<String, Long> spent;
  private final MapState<String, Long> tokens;
  private final MapState<String, Long> images;

  Meters(RuntimeContext runtime, AuctionRules rules) {
    this.rules = rules;
    day = runtime.getState(new ValueStateDescriptor<>("day", Types.LONG));
    minute = runtime.getState(new ValueStateDescriptor<>("minute", Types.LONG));
    swept = runtime.getState(new ValueStateDescriptor<>("swept", Types.LONG));
    spent = runtime.getMapState(new MapStateDescriptor<>("spent", Types.STRING, Types.LONG));
    tokens = runtime.getMapState(new MapStateDescriptor<>("tokens", Types.STRING, Types.LONG));
    images = runtime.getMapState(new MapStateDescriptor<>("images", Types.STRING, Types.LONG));
  }

  /** Starts a day and a minute when their time has come; true when it is time to sweep too. */
  boolean begin(long now, long sweepEveryMillis) throws Exception {
    if (isLater(day, Spending.day(now))) {
      spent.clear();
    }
    if (isLater(minute, now / MINUTE_MILLIS)) {
      tokens.clear();
      images.clear();
    }
    return isLater(swept, now / sweepEveryMillis);
  }

  private static boolean isLater(ValueState<Long> state, long now) throws Exception {
    Long before = state.value();
    if (before != null && before >= now) {
      return false;
    }
    state.update(now);
    return true;
  }

  long spentMicros(String campaign) throws Exception {
    return count(spent, campaign);
  }

  void spend(String campaign, long micros) throws Exception {
    spent.put(campaign, count(spent, campaign) + micros);
  }

  /** Takes one request's tokens and image, as far as they are left. */
  Ceiling draw(String campaign) throws Exception {
    String lack = lack(tokens, campaign, rules.tokensPerMinute(), rules.tokensPerRequest());
    if (lack != null) {
      return new Ceiling(CreativeRung.template, "tokens of this minute are used up" + lack);
    }
    take(tokens, campaign, rules.tokensPerRequest());
    lack = lack(images, campaign, rules.imagesPerMinute(), 1);
    if (lack != null) {
      return new Ceiling(CreativeRung.text_only, "images of this minute are used up" + lack);
    }
    take(images, campaign, 1);
    return new Ceiling(CreativeRung.full, "");
  }

  private String lack(MapState<String, Long> used, String campaign, long perMinute, long more)
      throws Exception {
    double share = (double) perMinute / rules.partitions();
    if (count(used, ALL) + more > share) {
      return "";
    }
    return count(used, campaign) + more > share * rules.campaignShare()
        ? " for this campaign"
        : null;
  }

  private static void take(MapState<String, Long> used, String campaign, long more)
      throws Exception {
    used.put(ALL, count(used, ALL) + more);
    used.put(campaign, count(used, campaign) + more);
  }

  private static long count(MapState<String, Long> of, String key) throws Exception {
    Long count = of.get(key);
    return count == null ? 0 : count;
  }
}
