package io.murmuration.jobs.enrich;

import static io.murmuration.jobs.hop.HopFields.readText;
import static io.murmuration.jobs.hop.HopFields.writeText;

import io.murmuration.jobs.hop.HopCodec;
import io.murmuration.jobs.hop.HopType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Answers on their way back to their posts. */
final class AnswerHop implements HopCodec<Answer> {
  static final TypeInformation<Answer> TYPE = new HopType<>(Answer.class, new AnswerHop());

  private static final long serialVersionUID = 1L;

  @Override
  public void write(Answer answer, DataOutputView out) throws IOException {
    writeText(answer.post(), out);
    out.writeInt(answer.of());
    writeText(answer.bucket(), out);
    out.writeBoolean(answer.leader() != null);
    if (answer.leader() != null) {
      ProbeHop.writeSighting(answer.leader(), out);
    }
  }

  @Override
  public Answer read(DataInputView in) throws IOException {
    return new Answer(
        readText(in),
        in.readInt(),
        readText(in),
        in.readBoolean() ? ProbeHop.readSighting(in) : null);
  }
}
