package io.murmuration.model.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelLeasesTest {
  @Test
  void closesWhatIsStillBeingLoadedWhenItEnds() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountedVersions versions = new CountedVersions(gate);
    var leases = new ModelLeases<>(versions, System::nanoTime);
    leases.of(CountedVersions.revision("2"));
    Thread closing = new Thread(leases::close);

    closing.start();

    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    gate.countDown();
    closing.join();
    assertThat(versions.claims).singleElement().satisfies(each -> assertThat(each.closed).isTrue());
  }
}
