package io.murmuration.jobs.rank;

import io.murmuration.event.TimelineEntry;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a timeline through if its posts or their order are new. One that is older than the last was
 * in flight while the job was rescaled: it is dropped.
 */
final class EmitChanges extends KeyedProcessFunction<String, Ranked, Ranked> {
  /**
   * @param tweetIds best first
   */
  public record Shown(long revision, String[] tweetIds) {}

  private transient ValueState<Shown> shown;

  @Override
  public void open(OpenContext context) {
    shown =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("shown", TypeInformation.of(Shown.class)));
  }

  @Override
  public void processElement(Ranked ranked, Context context, Collector<Ranked> out)
      throws Exception {
    Shown before = shown.value();
    long revision = ranked.value().getRevision();
    String[] tweetIds =
        ranked.value().getEntries().stream().map(TimelineEntry::getTweetId).toArray(String[]::new);
    if (before != null && revision <= before.revision()
        || Arrays.equals(tweetIds, before == null ? new String[0] : before.tweetIds())) {
      return;
    }
    if (tweetIds.length == 0) {
      shown.clear();
    } else {
      shown.update(new Shown(revision, tweetIds));
    }
    out.collect(ranked);
  }
}
