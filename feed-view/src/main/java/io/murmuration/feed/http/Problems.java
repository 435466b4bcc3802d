package io.murmuration.feed.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.murmuration.feed.views.UnreadableValueException;
import io.murmuration.feed.views.ViewUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as {@code application/problem+json} (RFC 9457). */
final class Problems {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void register(RoutesConfig routes) {
    routes.exception(ProblemException.class, Problems::answer);
    routes.exception(
        ViewUnavailableException.class,
        (e, call) -> answer(ProblemException.retryLater(503, e.getMessage()), call));
    routes.exception(
        UnreadableValueException.class,
        (e, call) -> write(call, 502, "the topic's value can't be read: " + e.getMessage()));
    routes.exception(
        HttpResponseException.class, (e, call) -> write(call, e.getStatus(), detail(e, call)));
    routes.exception(
        Exception.class,
        (e, call) -> {
          LOG.error("{} {} failed", call.method(), call.path(), e);
          write(call, 500, "an error of the server; its log says more");
        });
  }

  private static String detail(HttpResponseException e, Context call) {
    return switch (e.getStatus()) {
      case 404 -> "nothing is served at this path; /openapi.json lists what is";
      case 405 -> "only GET is answered here, not " + call.method();
      default -> e.getMessage();
    };
  }

  private static void answer(ProblemException e, Context call) {
    e.retryAfterSeconds()
        .ifPresent(seconds -> call.header("Retry-After", Integer.toString(seconds)));
    if (e.status() == 401) {
      call.header("WWW-Authenticate", "Bearer");
    }
    write(call, e.status(), e.getMessage());
  }

  static void write(Context call, int status, String detail) {
    write(call, of(status, detail));
  }

  static void write(Context call, ObjectNode problem) {
    call.status(problem.path("status").asInt());
    call.contentType(MEDIA_TYPE);
    call.result(problem.toString());
  }

  static ObjectNode of(int status, String detail) {
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    problem.put("type", "about:blank");
    problem.put("title", HttpStatus.forStatus(status).getMessage());
    problem.put("status", status);
    problem.put("detail", detail);
    return problem;
  }
}
