package io.murmuration.jobs.rank;

import io.murmuration.event.TimelineEntry;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * Lets a timeline through if its posts or their order are new. In order once more: slates that were
 * in flight while the job was rescaled may come after newer ones of the same reader.
 */
final class EmitChanges extends InOrder<Ranked, Ranked> {
  private static final String[] NOTHING = {};

  /**
   * @param tweetIds best first
   */
  public record Shown(long revision, String[] tweetIds) {}

  private transient ValueState<Shown> shown;

  EmitChanges() {
    super(Ranked.class);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    shown =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("shown", TypeInformation.of(Shown.class)));
  }

  @Override
  void take(Ranked ranked, boolean late, Context context, Collector<Ranked> out) throws Exception {
    Shown before = shown.value();
    long revision = ranked.value().getRevision();
    String[] tweetIds =
        ranked.value().getEntries().stream().map(TimelineEntry::getTweetId).toArray(String[]::new);
    if (before != null && revision <= before.revision()
        || Arrays.equals(tweetIds, before == null ? NOTHING : before.tweetIds())) {
      return;
    }
    if (tweetIds.length == 0) {
      shown.clear();
    } else {
      shown.update(new Shown(revision, tweetIds));
    }
    out.collect(ranked);
  }

  @Override
  void reached(long atMillis, Context context, Collector<Ranked> out) {}
}
