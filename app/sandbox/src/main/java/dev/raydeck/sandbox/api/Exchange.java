package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.FutureCallback;
import tools.jackson.databind.JsonNode;

/// One request and its answer.
final class Exchange {
  private static final int MAX_BODY_BYTES = 3 * 1024 * 1024;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Fields query;
  private boolean handedOver;

  Exchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.query = Request.extractQueryParameters(request);
  }

  Request request() {
    return request;
  }

  Response response() {
    return response;
  }

  /// The callback of the whole exchange, for whoever takes the connection over.
  Callback handOver() {
    handedOver = true;
    return callback;
  }

  boolean isHandedOver() {
    return handedOver;
  }

  String method() {
    return request.getMethod();
  }

  String path() {
    return Request.getPathInContext(request);
  }

  String header(String name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  /// The first value of a query parameter, or empty.
  String query(String name) {
    String value = query.getValue(name);
    return value == null ? "" : value;
  }

  List<String> queries(String name) {
    List<String> values = query.getValues(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  boolean hasQuery(String name) {
    return query.get(name) != null;
  }

  /// As Go's ParseBool sees it; anything but a clear no counts as yes, an absent parameter as no.
  boolean isQuery(String name) {
    String value = query(name);
    return !value.isEmpty() && !List.of("0", "f", "F", "false", "False", "FALSE").contains(value);
  }

  /// A whole number, or the default when it is absent.
  ///
  /// @throws ApiException 400 when it is none
  long queryNumber(String name, long absent) {
    String value = query(name);
    if (value.isEmpty()) {
      return absent;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(value));
    }
  }

  byte[] body() throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] bytes = in.readNBytes(MAX_BODY_BYTES + 1);
      if (bytes.length > MAX_BODY_BYTES) {
        throw new ApiException(
            413,
            "RequestEntityTooLarge",
            "Request entity too large: limit is " + MAX_BODY_BYTES,
            null);
      }
      return bytes;
    }
  }

  /// The media type of the body without its parameters, or empty.
  String bodyType() {
    String type = header("Content-Type");
    return (type.contains(";") ? type.substring(0, type.indexOf(';')) : type).strip();
  }

  Representation representation() {
    return Representation.of(header("Accept"));
  }

  void addHeader(String name, String value) {
    response.getHeaders().add(name, value);
  }

  void warn(String text) {
    addHeader("Warning", "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
  }

  void send(int status, String type, byte[] bytes) throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
    if (status != 204) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    }
    write(bytes);
  }

  /// People with curl get indented JSON; a client that asked for YAML gets YAML.
  void send(int status, JsonNode tree) throws IOException {
    if (wantsYaml()) {
      send(status, "application/yaml", Json.yamlBytes(tree));
    } else {
      send(status, "application/json", wantsPretty() ? Json.prettyBytes(tree) : Json.bytes(tree));
    }
  }

  /// Sends JSON that is ready as bytes.
  void send(int status, byte[] json) throws IOException {
    if (wantsYaml() || wantsPretty()) {
      send(status, Json.parse(json));
    } else {
      send(status, "application/json", json);
    }
  }

  void sendText(int status, String text) throws IOException {
    addHeader("X-Content-Type-Options", "nosniff");
    send(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  void sendStatus(ApiException refusal) throws IOException {
    if (refusal.code() == 403) {
      addHeader("X-Content-Type-Options", "nosniff");
    }
    if (refusal.code() == 504) {
      addHeader("Retry-After", "1");
    }
    send(refusal.code(), refusal.status());
  }

  /// Starts an answer of unknown length. Every write goes out at once.
  OutputStream stream(String type) throws IOException {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    return Content.Sink.asOutputStream(response);
  }

  boolean wantsPretty() {
    String pretty = query("pretty");
    if (!pretty.isEmpty()) {
      return isQuery("pretty");
    }
    String agent = header("User-Agent");
    return agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0");
  }

  private boolean wantsYaml() {
    String accept = header("Accept");
    return accept.startsWith("application/yaml");
  }

  private void write(byte[] bytes) throws IOException {
    if (method().equals("HEAD")) {
      return;
    }
    FutureCallback written = new FutureCallback();
    response.write(true, ByteBuffer.wrap(bytes), written);
    written.block();
  }
}
