package io.murmuration.model.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SightingCodecTest {
  private static final byte LATER_VERSION = 2;

  @Property
  void readsWhatItWrote(
      @ForAll long stamp, @ForAll long cluster, @ForAll byte[] vector, @ForAll byte[] other) {
    List<Sighting> sightings =
        List.of(new Sighting(stamp, cluster, vector), new Sighting(cluster, stamp, other));

    List<Sighting> read = SightingCodec.read(SightingCodec.write(sightings));

    assertThat(read).usingElementComparator(Sighting.ORDER).isEqualTo(sightings);
  }

  @Test
  void refusesWhatAnotherVersionWrote() {
    byte[] bytes = SightingCodec.write(List.of(new Sighting(1, 2, new byte[] {3})));
    bytes[0] = LATER_VERSION;

    assertThatThrownBy(() -> SightingCodec.read(bytes)).hasMessageContaining("version 2");
  }
}
