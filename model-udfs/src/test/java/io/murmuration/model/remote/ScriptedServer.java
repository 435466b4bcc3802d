package io.murmuration.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real HTTP server on loopback that answers as a test says; first its faults, then its rule. */
public final class ScriptedServer implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();

  public record Call(String path, String authorization, JsonNode body) {}

  /**
   * @param declaredBytes of the body; more than there are cuts the connection
   */
  public record Answer(int status, Map<String, String> headers, String body, int declaredBytes) {
    public static Answer ok(JsonNode body) {
      return of(200, body.toString());
    }

    public static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body, body.getBytes(StandardCharsets.UTF_8).length);
    }

    public static Answer cut() {
      return new Answer(200, Map.of(), "{\"da", 1_000);
    }

    Answer with(String header, String value) {
      return new Answer(status, Map.of(header, value), body, declaredBytes);
    }
  }

  final List<Call> calls = new CopyOnWriteArrayList<>();
  final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();
  private final Queue<Answer> first = new ConcurrentLinkedQueue<>();
  private final Function<Call, Answer> rule;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public ScriptedServer(Function<Call, Answer> rule) throws IOException {
    this.rule = rule;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  ScriptedServer first(Answer... answers) {
    first.addAll(List.of(answers));
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Call call =
        new Call(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            body.length == 0 ? null : JSON.readTree(body));
    calls.add(call);
    clientPorts.add(exchange.getRemoteAddress().getPort());
    Answer scripted = first.poll();
    Answer answer = scripted != null ? scripted : rule.apply(call);
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        answer.status(), answer.declaredBytes() == 0 ? -1 : answer.declaredBytes());
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Writes a manifest whose endpoint is this server. */
  public Path manifest(Path folder, String fields, String endpointFields) throws IOException {
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"name": "far", "version": "7", %s,
         "endpoint": {"url": "http://127.0.0.1:%d/v1", "model": "m", %s}}
        """
            .formatted(fields, server.getAddress().getPort(), endpointFields));
    return folder;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
