package io.murmuration.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PartitionLedgerTest {
  private final PartitionLedger ledger = new PartitionLedger(100);

  @Test
  void namesWhatHasNoFateAndNothingElse() {
    LongStream.range(100, 200).forEach(offset -> ledger.input(offset, offset * 1_000));
    LongStream.range(100, 200)
        .filter(offset -> offset != 150 && (offset < 160 || offset > 162))
        .forEach(ledger::fate);

    assertThat(ledger.missing(Long.MAX_VALUE, 200))
        .extracting(Object::toString)
        .containsExactly("150", "160-162");
  }

  @Test
  void leavesAloneWhatMayStillBeOnItsWay() {
    LongStream.range(100, 110).forEach(offset -> ledger.input(offset, offset * 1_000));

    assertThat(ledger.missing(105_000, 110))
        .extracting(Object::toString)
        .containsExactly("100-104");
  }

  @Test
  void seesASecondFateWhetherOrNotTheFirstIsRemembered() {
    ledger.input(100, 0);
    ledger.input(101, 0);
    assertThat(ledger.fate(100)).isTrue();
    assertThat(ledger.fate(100)).isFalse();
    ledger.fate(101);

    ledger.settle(102, 1);

    assertThat(ledger.fate(101)).isFalse();
    assertThat(ledger.size()).isZero();
  }

  @Test
  void takesAHoleInTheInputForNoRecord() {
    ledger.input(100, 0);
    ledger.input(102, 0);
    ledger.fate(102);
    ledger.fate(100);

    assertThat(ledger.missing(Long.MAX_VALUE, 103)).isEmpty();
  }

  @Test
  void remembersNoStampsBesideAGapThatNobodyFills() {
    ledger.input(100, 0);

    for (long offset = 101; offset < 10_000; offset++) {
      ledger.input(offset, offset * 1_000);
      ledger.fate(offset);
      ledger.settle(offset + 1, offset * 1_000);
    }

    assertThat(ledger.size()).isLessThan(6);
    assertThat(ledger.missing(Long.MAX_VALUE, 10_000))
        .extracting(Object::toString)
        .containsExactly("100");
  }

  @Test
  void keepsMemoryOfWhatIsInFlightAlone() {
    for (long offset = 100; offset < 10_100; offset++) {
      ledger.input(offset, offset);
      if (offset != 10_050) {
        ledger.fate(offset);
      }
      if (offset % 100 == 0) {
        ledger.settle(offset + 1, offset);
      }
    }

    assertThat(ledger.size()).isLessThan(5);
    assertThat(ledger.missing(Long.MAX_VALUE, 10_100))
        .extracting(Object::toString)
        .containsExactly("10050");
  }
}
