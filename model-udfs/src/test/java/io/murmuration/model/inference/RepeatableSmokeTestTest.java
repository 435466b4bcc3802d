package io.murmuration.model.inference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RepeatableSmokeTestTest {
  private static final SmokeTest<String, String> TEST =
      new RepeatableSmokeTest<>(
          () -> List.of("a", "b"), answer -> answer.getBytes(StandardCharsets.UTF_8));

  @Test
  void passesOneThatGivesEachInputItsAnswer() {
    assertThatCode(() -> check(input -> input + "!")).doesNotThrowAnyException();
  }

  @Test
  void refusesOneThatGivesEveryInputOneAnswer() {
    assertThatThrownBy(() -> check(input -> "same")).hasMessageContaining("one and the same");
  }

  @Test
  void refusesOneThatAnswersOtherwiseTheSecondTime() {
    AtomicInteger calls = new AtomicInteger();

    assertThatThrownBy(() -> check(input -> input + calls.incrementAndGet()))
        .hasMessageContaining("another answer the second time");
  }

  @Test
  void refusesOneWhoseAnswerMayNotBePublished() {
    assertThatThrownBy(() -> check(input -> "NaN"))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("NOT_FINITE");
  }

  @Test
  void refusesOneThatFails() {
    assertThatThrownBy(
            () ->
                check(
                    input -> {
                      throw new IllegalStateException("choked");
                    }))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("choked");
  }

  private static void check(UnaryOperator<String> answers) {
    TEST.check(new LoadedModel<>(EchoModel.IDENTITY, new WholeText(0), new Answering(answers)));
  }

  private record Answering(UnaryOperator<String> answers) implements Model<String, String> {
    @Override
    public List<String> predict(List<String> inputs) {
      return inputs.stream().map(answers).toList();
    }

    @Override
    public void verify(String output) throws RejectedInputException {
      new EchoModel().verify(output);
    }

    @Override
    public void close() {}
  }
}
