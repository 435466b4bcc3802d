package io.murmuration.model.generate;

/**
 * What a decoder wrote.
 *
 * @param tokens without the prompt and without the stop token
 */
public record Generation(int[] tokens, FinishReason finish) {}
