package io.murmuration.model.generate;

/**
 * What one call of the network gives.
 *
 * @param rows computed, at least those that were asked for
 * @param logits [rows or more,vocabulary], after the last token of each row that is no padding
 * @param entries [2*layers,rows,kvHeads,length,headDim]: keys of the first layer, its values, and
 *     so on
 */
public record StepOutput(int rows, float[] logits, float[] entries) {}
