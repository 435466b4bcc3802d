package io.murmuration.loadgen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.json.InvalidJsonException;
import io.murmuration.schemas.json.PlainJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Sends a file of JSON lines, one record each; a bad line is named and skipped. */
final class FileReplay<T extends SpecificRecord> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path file;
  private final Topic<T> topic;
  private final OptionalDouble ratePerSecond;
  private final Consumer<String> badLine;

  FileReplay(Path file, Topic<T> topic, OptionalDouble ratePerSecond, Consumer<String> badLine) {
    this.file = file;
    this.topic = topic;
    this.ratePerSecond = ratePerSecond;
    this.badLine = badLine;
  }

  void run(RecordSender<T> sender, LoadMeter meter) throws IOException, InterruptedException {
    long startMillis = System.currentTimeMillis();
    long number = 0;
    long records = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (byte[] line = nextLine(in); line != null; line = nextLine(in)) {
        number++;
        try {
          String text = decoded(line);
          if (text.isBlank()) {
            continue;
          }
          T value = PlainJson.read(JSON.readTree(text), topic);
          sender.send(value, await(startMillis, records++));
        } catch (InvalidJsonException e) {
          skip(meter, number, e.getMessage());
        } catch (CharacterCodingException e) {
          skip(meter, number, "not UTF-8");
        } catch (JsonProcessingException e) {
          skip(meter, number, "not JSON: " + e.getOriginalMessage());
        } catch (RecordTooLargeException e) {
          skip(meter, number, "larger than " + topic + " takes");
        }
      }
    }
    sender.flush();
  }

  private void skip(LoadMeter meter, long number, String why) {
    meter.skipped();
    badLine.accept("%s:%d: %s".formatted(file, number, why));
  }

  /** The intended send time of the record, once it has come. */
  private long await(long startMillis, long record) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (ratePerSecond.isEmpty()) {
      return System.currentTimeMillis();
    }
    long intended = startMillis + (long) (record * 1_000 / ratePerSecond.getAsDouble());
    while (System.currentTimeMillis() < intended) {
      LockSupport.parkNanos((intended - System.currentTimeMillis()) * 1_000_000);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return intended;
  }

  private static String decoded(byte[] line) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
  }

  /** Without its end; null after the last. */
  private static byte[] nextLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toByteArray();
  }
}
