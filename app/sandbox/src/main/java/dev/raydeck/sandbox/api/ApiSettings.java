package dev.raydeck.sandbox.api;

import java.time.InstantSource;
import java.util.Map;

/// How to run an [ApiServer].
///
/// @param port on 127.0.0.1; 0 takes a free one
/// @param tokens who a bearer token belongs to
/// @param clock the sandbox's time, for AGE columns and log ages
public record ApiSettings(int port, Map<String, Caller> tokens, InstantSource clock) {
  public ApiSettings {
    tokens = Map.copyOf(tokens);
  }
}
