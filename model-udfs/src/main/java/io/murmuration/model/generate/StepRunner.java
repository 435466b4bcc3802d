package io.murmuration.model.generate;

import io.murmuration.model.inference.DeviceMemoryException;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.RetryableInferenceException;
import java.util.List;

/**
 * Brings neighbouring sequences of one cache forward by one call of the network. A call that fails
 * is halved until the guilty sequence is alone; that one stays where it is, to be tried again.
 */
final class StepRunner {
  private final DecoderStep decoder;
  private final GenerationLimits limits;
  private final PrefixCache prefixes;
  private final GenerationStatistics statistics;
  private final MaskHelper helper;
  private final Sampler sampler;

  StepRunner(
      DecoderStep decoder,
      GenerationLimits limits,
      PrefixCache prefixes,
      GenerationStatistics statistics,
      MaskHelper helper) {
    this.decoder = decoder;
    this.helper = helper;
    this.statistics = statistics;
    this.limits = limits;
    this.prefixes = prefixes;
    this.sampler = new Sampler(decoder.config().vocabulary());
  }

  /**
   * @param sequences of equal next length, in the slots from firstSlot on
   * @return the attempts after which to back off, 0 if the engine was there
   * @throws FatalInferenceException if the network breaks its contract
   */
  int run(List<Sequence> sequences, KeyValueCache cache, int firstSlot) {
    int length = sequences.get(0).nextLength();
    Runnable masks =
        helper.begin(sequences.stream().filter(Sequence::drawsNext).toList(), sampler.vocabulary());
    StepOutput output;
    try {
      output = decoder.run(input(sequences, length, cache, firstSlot));
    } catch (FatalInferenceException e) {
      throw e;
    } catch (RetryableInferenceException e) {
      failed(sequences, "UNAVAILABLE", e);
      return sequences.stream().mapToInt(each -> each.ended() ? 0 : each.attempts).max().orElse(0);
    } catch (RuntimeException e) {
      if (sequences.size() == 1) {
        failed(
            sequences, e instanceof DeviceMemoryException ? "OUT_OF_MEMORY" : "ENGINE_FAILED", e);
        return 0;
      }
      int half = sequences.size() / 2;
      return Math.max(
          run(sequences.subList(0, half), cache, firstSlot),
          run(sequences.subList(half, sequences.size()), cache, firstSlot + half));
    }
    statistics.called(sequences.size(), length);
    masks.run();
    for (int row = 0; row < sequences.size(); row++) {
      advance(sequences.get(row), output, row, cache, firstSlot + row);
    }
    return 0;
  }

  private static StepInput input(
      List<Sequence> sequences, int length, KeyValueCache cache, int firstSlot) {
    int rows = sequences.size();
    int[] tokens = new int[rows * length];
    int[] counts = new int[rows];
    int[] cached = new int[rows];
    for (int row = 0; row < rows; row++) {
      Sequence sequence = sequences.get(row);
      sequence.copyNext(tokens, row * length);
      counts[row] = sequence.nextCount();
      cached[row] = sequence.cached;
    }
    return new StepInput(rows, length, tokens, counts, cached, cache, firstSlot);
  }

  private void advance(
      Sequence sequence, StepOutput output, int row, KeyValueCache cache, int slot) {
    int count = sequence.nextCount();
    if (sequence.isPrompt()) {
      statistics.prefilled(count);
    }
    cache.write(output, row, slot, sequence.cached, count);
    sequence.cached += count;
    sequence.attempts = 0;
    if (sequence.cached == sequence.request.sharedPrefix()) {
      prefixes.keep(sequence, cache, slot);
    }
    if (sequence.isComplete() && !sequence.ended()) {
      int back = sequence.draw(sampler, output.logits(), row * sampler.vocabulary());
      statistics.tookBack(back);
      if (sequence.isRefused()) {
        statistics.refusedOne();
      } else {
        statistics.drew();
      }
      sequence.answer();
    }
  }

  private void failed(List<Sequence> sequences, String kind, RuntimeException cause) {
    for (Sequence each : sequences) {
      each.attempts++;
      if (each.attempts >= limits.maxAttempts()) {
        each.reject(kind, cause.toString());
        statistics.refusedOne();
        each.answer();
      }
    }
  }
}
