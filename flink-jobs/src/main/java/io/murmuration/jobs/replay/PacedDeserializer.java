package io.murmuration.jobs.replay;

import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RawRecordDeserializer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Lets no more than so many records a second into the job; each reader counts its own. */
final class PacedDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {
  private final RawRecordDeserializer deserializer;
  private final double perSecond;
  private transient long nextNanos;

  /**
   * @param perSecond 0 for no limit
   */
  PacedDeserializer(RawRecordDeserializer deserializer, double perSecond) {
    this.deserializer = deserializer;
    this.perSecond = perSecond;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<RawRecord> out) {
    if (perSecond > 0) {
      long now = System.nanoTime();
      if (nextNanos > now) {
        LockSupport.parkNanos(nextNanos - now);
      }
      nextNanos = Math.max(now, nextNanos) + (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    }
    deserializer.deserialize(read, out);
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return deserializer.getProducedType();
  }
}
