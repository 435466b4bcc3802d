package io.murmuration.model.remote;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer's body as UTF-8; one of more bytes than expected is not read to its end, but fails. */
final class BoundedText implements BodySubscriber<String> {
  private final BodySubscriber<String> whole = BodySubscribers.ofString(StandardCharsets.UTF_8);
  private final long maxBytes;
  private Flow.Subscription subscription;
  private long bytes;

  private BoundedText(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  static BodyHandler<String> of(long maxBytes) {
    return response -> new BoundedText(maxBytes);
  }

  @Override
  public CompletionStage<String> getBody() {
    return whole.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription from) {
    subscription = from;
    whole.onSubscribe(from);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    for (ByteBuffer each : part) {
      bytes += each.remaining();
    }
    if (bytes > maxBytes) {
      subscription.cancel();
      whole.onError(new IOException("the answer has more than " + maxBytes + " bytes"));
    } else {
      whole.onNext(part);
    }
  }

  @Override
  public void onError(Throwable failure) {
    whole.onError(failure);
  }

  @Override
  public void onComplete() {
    whole.onComplete();
  }
}
