package io.murmuration.model.image;

/**
 * A brief as the network reads it.
 *
 * @param productClass its index among the model's
 * @param mood its index among the model's
 * @param palette four colours of red, green and blue from 0 to 1; 0 where there is none
 * @param mask 1 for each colour that there is, else 0
 */
public record PreparedBrief(int productClass, int mood, float[] palette, float[] mask, long seed) {}
