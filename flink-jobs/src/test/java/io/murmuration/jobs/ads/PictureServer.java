package io.murmuration.jobs.ads;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.murmuration.model.image.Picture;
import io.murmuration.model.image.PictureFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/** A real server of OpenAI's images on loopback, which draws what a test says. */
final class PictureServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<String> prompts = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile int status = 200;
  private volatile byte[] file = drawn(512, 384);
  private volatile int failsAfter = Integer.MAX_VALUE;
  private volatile CountDownLatch held = new CountDownLatch(0);

  PictureServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/images/generations", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  void draws(byte[] picture) {
    status = 200;
    file = picture;
  }

  void fails(int with) {
    status = with;
  }

  /** Whoever asks waits until the latch is open. */
  void holds(CountDownLatch until) {
    held = until;
  }

  /** It draws so many, then it is away. */
  PictureServer failsAfter(int pictures) {
    failsAfter = pictures;
    return this;
  }

  /** A painter in that folder's place, drawn by this server. */
  Path model(Path folder, String version) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"name": "ad-image", "version": "%s", "task": "image",
         "endpoint": {"protocol": "openai-images", "url": "http://127.0.0.1:%d/v1", "model": "m",
                      "breaker_open_millis": 20}}
        """
            .formatted(version, server.getAddress().getPort()));
    return folder;
  }

  private void handle(HttpExchange exchange) throws IOException {
    prompts.add(JSON.readTree(exchange.getRequestBody()).path("prompt").asText());
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int answer = prompts.size() > failsAfter ? 503 : status;
    String body = "{\"data\": [{\"b64_json\": \"%s\"}]}";
    byte[] bytes =
        (answer == 200 ? body.formatted(Base64.getEncoder().encodeToString(file)) : "away")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Green with a red bar in the middle. */
  static byte[] drawn(int width, int height) throws IOException {
    return png(width, height, Color.RED);
  }

  static byte[] blank() throws IOException {
    return png(256, 256, Color.GREEN);
  }

  private static byte[] png(int width, int height, Color bar) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.GREEN);
    g.fillRect(0, 0, width, height);
    g.setColor(bar);
    g.fillRect(width / 2 - 20, 0, 40, height);
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** As {@link #drawn}, but its header says that it has so many pixels a side. */
  static byte[] claiming(int side) throws IOException {
    byte[] bytes = drawn(128, 128);
    ByteBuffer.wrap(bytes).putInt(16, side).putInt(20, side);
    return bytes;
  }

  /** What of that is shown. */
  static Picture shown(byte[] file) throws Exception {
    return PictureFile.read(file);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
