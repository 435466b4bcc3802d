package io.murmuration.model.generate.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads GGUF, versions 2 and 3: metadata, a list of tensors, then the numbers.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">the format</a>
 */
final class GgufParser {
  private static final int MAGIC = 0x46554747;
  private static final int MAX_DIMENSIONS = 4;
  private static final long DEFAULT_ALIGNMENT = 32;

  private record Entry(String name, int[] shape, FloatFormat format, long offset) {}

  private final WeightFile file;

  private GgufParser(WeightFile file) {
    this.file = file;
  }

  static GgufFile parse(Path path) {
    try (WeightFile file = WeightFile.open(path)) {
      return new GgufParser(file).parse(path, file);
    }
  }

  private GgufFile parse(Path path, WeightFile file) {
    if (file.readInt() != MAGIC) {
      throw file.damaged("it doesn't begin with GGUF");
    }
    int version = file.readInt();
    if (version != 2 && version != 3) {
      throw file.damaged("it is GGUF version %d, only 2 and 3 are read".formatted(version));
    }
    long tensorCount = file.readLong();
    long entries = file.readLong();
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (long i = 0; i < entries; i++) {
      metadata.put(text(), value(file.readInt()));
    }
    List<Entry> list = new ArrayList<>();
    for (long i = 0; i < tensorCount; i++) {
      list.add(entry());
    }
    return new GgufFile(path, metadata, tensors(list, metadata));
  }

  private Map<String, FloatTensor> tensors(List<Entry> list, Map<String, Object> metadata) {
    long alignment =
        metadata.get("general.alignment") instanceof Long found && found > 0
            ? found
            : DEFAULT_ALIGNMENT;
    long data = (file.position() + alignment - 1) / alignment * alignment;
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    for (Entry each : list) {
      int count = (int) FloatTensor.count(each.shape);
      float[] values = file.floats(data + each.offset, each.format, count);
      tensors.put(each.name, new FloatTensor(each.shape, values));
    }
    return tensors;
  }

  private Entry entry() {
    String name = text();
    int dimensions = file.readInt();
    if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
      throw file.damaged("%s has %d dimensions".formatted(name, dimensions));
    }
    int[] shape = new int[dimensions];
    for (int i = dimensions - 1; i >= 0; i--) {
      shape[i] = (int) Math.max(-1, Math.min(Integer.MAX_VALUE, file.readLong()));
    }
    if (FloatTensor.count(shape) < 0) {
      throw file.damaged("%s has no shape".formatted(name));
    }
    return new Entry(name, shape, format(name, file.readInt()), file.readLong());
  }

  private FloatFormat format(String name, int type) {
    return switch (type) {
      case 0 -> FloatFormat.F32;
      case 1 -> FloatFormat.F16;
      case 30 -> FloatFormat.BF16;
      default ->
          throw file.unsupported(
              "%s is quantised (type %d), only F32, F16 and BF16 are read; convert the model with --outtype f16"
                  .formatted(name, type));
    };
  }

  private String text() {
    return file.readText(file.readLong());
  }

  private Object value(int type) {
    return switch (type) {
      case 0 -> (long) Byte.toUnsignedInt(file.readByte());
      case 1 -> (long) file.readByte();
      case 2 -> (long) Short.toUnsignedInt(file.readShort());
      case 3 -> (long) file.readShort();
      case 4 -> Integer.toUnsignedLong(file.readInt());
      case 5 -> (long) file.readInt();
      case 6 -> (double) Float.intBitsToFloat(file.readInt());
      case 7 -> file.readByte() != 0;
      case 8 -> text();
      case 9 -> list();
      case 10, 11 -> file.readLong();
      case 12 -> Double.longBitsToDouble(file.readLong());
      default ->
          throw file.damaged("a value of type %d at byte %d".formatted(type, file.position()));
    };
  }

  private List<Object> list() {
    int type = file.readInt();
    long count = file.readLong();
    List<Object> list = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      list.add(value(type));
    }
    return list;
  }
}
