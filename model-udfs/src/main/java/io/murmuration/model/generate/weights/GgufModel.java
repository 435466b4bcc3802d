package io.murmuration.model.generate.weights;

/**
 * What a {@code .gguf} file gives.
 *
 * @param vocabulary null if the file has none of the SentencePiece kind
 */
public record GgufModel(DecoderWeights weights, GgufVocabulary vocabulary) {}
