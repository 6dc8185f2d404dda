package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way in: who is it, what is asked for, and a Status for whatever goes wrong.
final class Gate extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String BEARER = "Bearer ";

  private final Map<String, Caller> tokens;
  private final Routes routes;

  Gate(Map<String, Caller> tokens, Routes routes) {
    this.tokens = new ConcurrentHashMap<>(tokens);
    this.routes = routes;
  }

  void admit(String token, Caller caller) {
    tokens.put(token, caller);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    try {
      answer(exchange);
      if (!exchange.isHandedOver()) {
        callback.succeeded();
      }
    } catch (IOException e) {
      LOG.debug("The client of {} {} is gone", exchange.method(), exchange.path(), e);
      callback.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      callback.failed(e);
    }
    return true;
  }

  private void answer(Exchange exchange) throws IOException, InterruptedException {
    try {
      routes.answer(exchange, caller(exchange));
    } catch (ApiException e) {
      exchange.sendStatus(e);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.method(), exchange.path(), e);
      if (exchange.isHandedOver() || exchange.response().isCommitted()) {
        throw new IOException("failed after the answer had begun", e);
      }
      exchange.sendStatus(
          new ApiException(
              500, "InternalError", "Internal error occurred: " + e.getMessage(), null));
    }
  }

  private Caller caller(Exchange exchange) {
    String authorization = exchange.header("Authorization");
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Caller.ANONYMOUS;
    }
    Caller known = tokens.get(authorization.substring(BEARER.length()).strip());
    if (known == null) {
      throw new ApiException(401, "Unauthorized", "Unauthorized", null);
    }
    return as(exchange, known);
  }

  /// `kubectl --as`: an admin may speak for anybody.
  private static Caller as(Exchange exchange, Caller caller) {
    String user = exchange.header("Impersonate-User");
    if (user.isEmpty()) {
      return caller;
    }
    Rights.require(caller, new Rights.Wish("impersonate", "", "users", "", "", user));
    List<String> groups =
        new ArrayList<>(exchange.request().getHeaders().getValuesList("Impersonate-Group"));
    groups.add("system:authenticated");
    return new Caller(user, groups);
  }
}
