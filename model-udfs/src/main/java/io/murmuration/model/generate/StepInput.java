package io.murmuration.model.generate;

/**
 * What one call of the network reads. Row i continues what the cache holds in slot firstSlot + i.
 *
 * @param length tokens a row, padding included
 * @param tokens [rows,length], padded at the end with any token
 * @param counts tokens of each row that are no padding, at least 1
 * @param cached positions of each row's slot that hold something
 */
public record StepInput(
    int rows,
    int length,
    int[] tokens,
    int[] counts,
    int[] cached,
    KeyValueCache cache,
    int firstSlot) {}
