package io.murmuration.jobs.enrich;

import static io.murmuration.jobs.hop.HopFields.readBytes;
import static io.murmuration.jobs.hop.HopFields.readText;
import static io.murmuration.jobs.hop.HopFields.writeBytes;
import static io.murmuration.jobs.hop.HopFields.writeText;

import io.murmuration.jobs.hop.HopCodec;
import io.murmuration.jobs.hop.HopType;
import io.murmuration.model.duplicate.Sighting;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Questions on their way to their buckets, seven a post. */
final class ProbeHop implements HopCodec<Probe> {
  static final TypeInformation<Probe> TYPE = new HopType<>(Probe.class, new ProbeHop());

  private static final long serialVersionUID = 1L;

  @Override
  public void write(Probe probe, DataOutputView out) throws IOException {
    writeText(probe.post(), out);
    out.writeInt(probe.of());
    writeText(probe.bucket(), out);
    writeSighting(probe.sighting(), out);
  }

  @Override
  public Probe read(DataInputView in) throws IOException {
    return new Probe(readText(in), in.readInt(), readText(in), readSighting(in));
  }

  static void writeSighting(Sighting sighting, DataOutputView out) throws IOException {
    out.writeLong(sighting.stamp());
    out.writeLong(sighting.cluster());
    writeBytes(sighting.vector(), out);
  }

  static Sighting readSighting(DataInputView in) throws IOException {
    return new Sighting(in.readLong(), in.readLong(), readBytes(in));
  }
}
