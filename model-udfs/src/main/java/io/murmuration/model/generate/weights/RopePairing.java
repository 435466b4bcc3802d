package io.murmuration.model.generate.weights;

/** Which two numbers of a head rotary position embeddings turn together. */
public enum RopePairing {
  /** 0 with 1, 2 with 3: llama2.c and GGUF files of the llama architecture. */
  INTERLEAVED,
  /** i with i + headDim / 2: Hugging Face's files. */
  HALVES
}
