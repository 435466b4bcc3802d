package io.murmuration.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.Utf8;

/**
 * Refuses text that is not UTF-8, where Avro's own reader puts U+FFFD in its place: a post is
 * passed on as its author wrote it or not at all.
 */
final class StrictDatumReader<T> extends SpecificDatumReader<T> {
  private Utf8 scratch = new Utf8();

  /**
   * @throws org.apache.avro.AvroRuntimeException if the schemas do not resolve
   */
  StrictDatumReader(Schema writer, Schema reader, SpecificData data) {
    super(writer, reader, data);
  }

  @Override
  protected Object readString(Object old, Schema expected, Decoder in) throws IOException {
    scratch = in.readString(scratch);
    ByteBuffer bytes = ByteBuffer.wrap(scratch.getBytes(), 0, scratch.getByteLength());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedTextException(bytes.position());
    }
  }

  static final class MalformedTextException extends IOException {
    MalformedTextException(int byteIndex) {
      super("text is not UTF-8 at its byte " + byteIndex);
    }
  }
}
