package io.murmuration.feed.http;

import io.javalin.config.RoutesConfig;
import java.util.Map;

/** What browsers are told: nothing but this server's own files, and no frame around them. */
final class SecurityHeaders {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
                  + "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                  + "frame-ancestors 'none'; require-trusted-types-for 'script'",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  private SecurityHeaders() {}

  static void register(RoutesConfig routes) {
    routes.before(call -> HEADERS.forEach(call::header));
    routes.before("/v1/*", call -> call.header("Cache-Control", "no-store"));
  }
}
