package io.murmuration.cli.diff;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.SourcePosition;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Where a record came from and what made it, whatever its topic. */
public final class Provenances {
  private Provenances() {}

  public static Optional<Provenance> of(SpecificRecord value) {
    Schema.Field field = value.getSchema().getField("provenance");
    return field == null
        ? Optional.empty()
        : Optional.ofNullable((Provenance) value.get(field.pos()));
  }

  /** The input that it came of. */
  public static Optional<SourcePosition> source(SpecificRecord value) {
    Schema.Field field = value.getSchema().getField("source");
    return field != null && value.get(field.pos()) instanceof SourcePosition position
        ? Optional.of(position)
        : of(value).map(Provenance::getSource);
  }

  public static List<ModelRef> models(SpecificRecord value) {
    if (value instanceof DeadLetter letter) {
      return letter.getModel() == null ? List.of() : List.of(letter.getModel());
    }
    return of(value).map(Provenance::getModels).orElse(List.of());
  }
}
