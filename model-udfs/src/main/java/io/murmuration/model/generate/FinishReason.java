package io.murmuration.model.generate;

/** Why a sequence ended. */
public enum FinishReason {
  /** A stop token was drawn, or its constraint ended it. */
  STOP,
  /** It has as many tokens as were asked for, or as the model has positions. */
  LENGTH,
  /** Its constraint allowed no token at all. */
  DEAD_END
}
