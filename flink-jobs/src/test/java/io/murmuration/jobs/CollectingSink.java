package io.murmuration.jobs;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Hands what a job of this JVM wrote to the test that ran it. */
public final class CollectingSink<T> implements Sink<T> {
  private static final Map<String, Queue<Object>> COLLECTED = new ConcurrentHashMap<>();

  private final String name;

  /**
   * @param name of one run and one sink alone
   */
  public CollectingSink(String name) {
    this.name = name;
    COLLECTED.put(name, new ConcurrentLinkedQueue<>());
  }

  /** In the order of writing; the sink is empty afterwards. */
  @SuppressWarnings("unchecked") // what a sink of T took is a T
  public Queue<T> take() {
    return (Queue<T>) COLLECTED.remove(name);
  }

  /** What was written so far, in the order of writing. */
  @SuppressWarnings("unchecked") // what a sink of T took is a T
  public List<T> seen() {
    return List.copyOf((Queue<T>) COLLECTED.get(name));
  }

  /** Of what was written so far. */
  public int count() {
    return COLLECTED.get(name).size();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Queue<Object> to = COLLECTED.get(name);
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context context) {
        to.add(element);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
