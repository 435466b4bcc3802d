package io.murmuration.model.inference;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An echo that waits in each call until the gate is open. */
record GatedModel(EchoModel echo, CountDownLatch gate, AtomicInteger calls)
    implements Model<String, String> {
  @Override
  public List<String> predict(List<String> inputs) {
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
