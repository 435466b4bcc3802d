package io.murmuration.jobs.enrich;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The fields of a {@link HopCodec}: a length and bytes, or -1 for null; text is UTF-8. */
final class HopFields {
  private static final int NULL = -1;

  private HopFields() {}

  static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      out.writeInt(NULL);
      return;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] readBytes(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  static void writeText(String text, DataOutputView out) throws IOException {
    writeBytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8), out);
  }

  static String readText(DataInputView in) throws IOException {
    byte[] bytes = readBytes(in);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  static void writeTexts(List<String> texts, DataOutputView out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(text, out);
    }
  }

  static List<String> readTexts(DataInputView in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(readText(in));
    }
    return texts;
  }
}
