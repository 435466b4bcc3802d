package io.murmuration.model.generate;

/**
 * What a decoder wrote.
 *
 * @param tokens without the prompt and without the stop token
 * @param strain in nats, the most that it had to bear over {@link GenerationRequest#mostStrain}, or
 *     0: somewhere the constraint left nothing better
 */
public record Generation(int[] tokens, FinishReason finish, double strain) {}
