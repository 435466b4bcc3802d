package io.murmuration.model.inference;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An echo that waits in each call until the gate is open.
 *
 * @param caller the thread of its last call
 */
record GatedModel(
    EchoModel echo, CountDownLatch gate, AtomicInteger calls, AtomicReference<Thread> caller)
    implements Model<String, String> {
  GatedModel(EchoModel echo, CountDownLatch gate, AtomicInteger calls) {
    this(echo, gate, calls, new AtomicReference<>());
  }

  @Override
  public List<String> predict(List<String> inputs) {
    caller.set(Thread.currentThread());
    calls.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return echo.predict(inputs);
  }

  @Override
  public void verify(String output) throws RejectedInputException {
    echo.verify(output);
  }

  @Override
  public void close() {
    echo.close();
  }
}
