package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import ai.djl.translate.TranslateException;
import io.murmuration.model.inference.DeviceMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineFailuresTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Non-zero status code returned while running Conv node. bfc_arena.cc:376 void*"
            + " onnxruntime::BFCArena::AllocateRawInternal(size_t) Failed to allocate memory for"
            + " requested buffer of size 2830172160",
        "BFCArena: Available memory of 0 is smaller than requested bytes of 2048",
        "CUDA failure 2: out of memory",
        "std::bad_alloc"
      })
  void knowsTheWordsForNoMemoryHoweverDeepTheyAre(String words) {
    Exception cause = new TranslateException(new EngineException(words));

    RuntimeException failure = EngineFailures.of("the encoder failed", cause);

    assertThat(failure).isInstanceOf(DeviceMemoryException.class).hasCause(cause);
  }

  @Test
  void leavesOtherFailuresToTheBatch() {
    assertThat(EngineFailures.of("the encoder failed", new EngineException("index out of range")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the encoder failed: index out of range");
  }
}
