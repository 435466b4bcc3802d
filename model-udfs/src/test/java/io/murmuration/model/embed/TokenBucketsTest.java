package io.murmuration.model.embed;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TokenBucketsTest {
  @Property
  void padsUpAndByLessThanAStep(@ForAll @IntRange(min = 1, max = 512) int tokens) {
    int padded = TokenBuckets.paddedLength(tokens);

    assertThat(padded).isBetween(tokens, tokens + (tokens <= 64 ? 3 : 7));
    assertThat(TokenBuckets.paddedLength(padded)).isEqualTo(padded);
  }
}
