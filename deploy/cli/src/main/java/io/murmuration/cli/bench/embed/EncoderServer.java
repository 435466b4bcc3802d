package io.murmuration.cli.bench.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The encoder behind HTTP on loopback, with the very batches that the job's own operator has: what
 * differs is the hop. A text in JSON in, a vector in JSON out; no thread waits for the model.
 */
final class EncoderServer implements AutoCloseable {
  private static final int BACKLOG = 1_024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelLease<String, PostEncoding> encoder;
  private final HttpServer server;
  private final ExecutorService threads;

  private EncoderServer(
      ModelLease<String, PostEncoding> encoder, HttpServer server, ExecutorService threads) {
    this.encoder = encoder;
    this.server = server;
    this.threads = threads;
  }

  /** Takes over the lease. */
  static EncoderServer start(ModelLease<String, PostEncoding> encoder) throws IOException {
    // Without it each answer waits 40 ms for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2048");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    server.setExecutor(threads);
    EncoderServer created = new EncoderServer(encoder, server, threads);
    server.createContext("/encode", created::handle);
    server.start();
    return created;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/encode";
  }

  private void handle(HttpExchange exchange) throws IOException {
    String text = JSON.readTree(exchange.getRequestBody()).get("text").asText();
    try {
      encoder
          .submit(text)
          .whenCompleteAsync((outcome, error) -> answer(exchange, outcome, error), threads);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private static void answer(
      HttpExchange exchange, InferenceOutcome<PostEncoding> outcome, Throwable error) {
    try (exchange) {
      boolean done = error == null && outcome instanceof InferenceOutcome.Done<PostEncoding>;
      byte[] body =
          done
              ? JSON.writeValueAsBytes(
                  Map.of(
                      "vector", ((InferenceOutcome.Done<PostEncoding>) outcome).output().vector()))
              : new byte[0];
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(done ? 200 : 500, done ? body.length : -1);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    encoder.close();
  }
}
