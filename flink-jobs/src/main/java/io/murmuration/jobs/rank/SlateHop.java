package io.murmuration.jobs.rank;

import static io.murmuration.jobs.hop.HopFields.readFloats;
import static io.murmuration.jobs.hop.HopFields.readText;
import static io.murmuration.jobs.hop.HopFields.writeFloats;
import static io.murmuration.jobs.hop.HopFields.writeText;

import io.murmuration.jobs.hop.HopCodec;
import io.murmuration.jobs.hop.HopType;
import io.murmuration.jobs.rank.stages.EncoderRef;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.Slate;
import io.murmuration.jobs.rank.stages.SlateRow;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Slates on their way to their stamp; none has one yet. An encoder is written where it changes. */
final class SlateHop implements HopCodec<Slate> {
  static final TypeInformation<Slate> TYPE = new HopType<>(Slate.class, new SlateHop());

  private static final long serialVersionUID = 1L;

  @Override
  public void write(Slate slate, DataOutputView out) throws IOException {
    RankFields.writeOrigin(slate.source(), out);
    writeText(slate.user(), out);
    out.writeLong(slate.atMillis());
    out.writeLong(slate.lateInputs());
    out.writeInt(slate.rows().length);
    EncoderRef last = null;
    for (SlateRow row : slate.rows()) {
      out.writeBoolean(row.encoder().equals(last));
      if (!row.encoder().equals(last)) {
        RankFields.writeEncoder(row.encoder(), out);
        last = row.encoder();
      }
      writeRow(row, out);
    }
  }

  @Override
  public Slate read(DataInputView in) throws IOException {
    Origin source = RankFields.readOrigin(in);
    String user = readText(in);
    long atMillis = in.readLong();
    long lateInputs = in.readLong();
    SlateRow[] rows = new SlateRow[in.readInt()];
    EncoderRef encoder = null;
    for (int i = 0; i < rows.length; i++) {
      encoder = in.readBoolean() ? encoder : RankFields.readEncoder(in);
      rows[i] = readRow(encoder, in);
    }
    return new Slate(source, user, atMillis, lateInputs, rows);
  }

  private static void writeRow(SlateRow row, DataOutputView out) throws IOException {
    writeText(row.tweetId(), out);
    writeText(row.authorId(), out);
    writeText(row.cluster(), out);
    out.writeBoolean(row.inNetwork());
    writeText(row.reason(), out);
    writeFloats(row.features(), out);
  }

  private static SlateRow readRow(EncoderRef encoder, DataInputView in) throws IOException {
    return new SlateRow(
        readText(in),
        readText(in),
        readText(in),
        in.readBoolean(),
        readText(in),
        encoder,
        readFloats(in));
  }
}
