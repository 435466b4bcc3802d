package io.murmuration.model.generate.ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdBriefBytesTest {
  private static final RecordComponent[] COMPONENTS = AdBrief.class.getRecordComponents();

  @Test
  void tellBriefsApartByAllThatIsInThem() throws Exception {
    Set<ByteBuffer> bytes = new HashSet<>();
    for (int other = -1; other < COMPONENTS.length; other++) {
      bytes.add(ByteBuffer.wrap(differingIn(other).canonicalBytes()));
    }

    assertThat(bytes).hasSize(COMPONENTS.length + 1);
  }

  @Test
  void areTheSameForEqualBriefs() throws Exception {
    assertThat(differingIn(3).canonicalBytes()).isEqualTo(differingIn(3).canonicalBytes());
  }

  /** A brief that differs in one component from that of -1: a list, in how its texts are parted. */
  private static AdBrief differingIn(int other) throws Exception {
    Class<?>[] types = new Class<?>[COMPONENTS.length];
    Object[] values = new Object[COMPONENTS.length];
    for (int i = 0; i < COMPONENTS.length; i++) {
      types[i] = COMPONENTS[i].getType();
      boolean differs = i == other;
      if (types[i] == Placement.class) {
        values[i] = differs ? Placement.STORY : Placement.FEED;
      } else if (types[i] == List.class) {
        values[i] = differs ? List.of("a", "b") : List.of("ab");
      } else {
        values[i] = differs ? "other" : "text";
      }
    }
    return AdBrief.class.getDeclaredConstructor(types).newInstance(values);
  }
}
