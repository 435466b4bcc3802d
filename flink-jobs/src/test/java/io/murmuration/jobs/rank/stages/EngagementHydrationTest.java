package io.murmuration.jobs.rank.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EngagementKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngagementHydrationTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final int IMPRESSIONS = 1_100;
  private static final int KEPT = 1_000;

  @Test
  void keepsAThousandActsAndTheComplaintsBesideThemUntilTheirPostIsKnown() {
    EngagementHydration hydration = new EngagementHydration(RankPolicy.standard());
    Written out = new Written();
    PostMemory memory = null;
    for (int i = 0; i < IMPRESSIONS; i++) {
      memory = hydration.apply(memory, act(i, EngagementKind.impression), out);
    }
    memory = hydration.apply(memory, act(IMPRESSIONS, EngagementKind.mute), out);

    hydration.apply(memory, PostInput.of(origin(0), SomePost.of("t", "a", NOW)), out);

    assertThat(out.dropped).hasSize(IMPRESSIONS - KEPT);
    assertThat(out.readers).hasSize(KEPT + 1);
    assertThat(out.readers.get(KEPT).act().kind()).isEqualTo(EngagementKind.mute);
  }

  private static PostInput act(int number, EngagementKind kind) {
    return PostInput.of(new Act(origin(number), "u" + number, "t", kind));
  }

  private static Origin origin(int number) {
    return new Origin("engagements", 0, number, NOW + number, false, Origin.UNKNOWN);
  }

  private static final class Written implements EngagementHydration.Output {
    private final List<ReaderInput> readers = new ArrayList<>();
    private final List<Act> dropped = new ArrayList<>();

    @Override
    public void toReader(ReaderInput hydrated) {
      readers.add(hydrated);
    }

    @Override
    public void toAuthor(AuthorInput input) {}

    @Override
    public void toPool(PoolInput join) {}

    @Override
    public void unattributed(Act act) {
      dropped.add(act);
    }
  }
}
