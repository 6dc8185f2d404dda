package dev.raydeck.desktop.cli;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.raydeck.model.CommandFailure;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ScalingCommand;
import dev.raydeck.model.Verdict;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The model's records as JSON. What is sealed says what it is in `type`; times are ISO 8601,
/// durations too.
final class JsonText {
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
  private interface Typed {}

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addMixIn(Reason.class, Typed.class)
          .addMixIn(ScalingCommand.class, Typed.class)
          .addMixIn(Verdict.Subject.class, Typed.class)
          .addMixIn(CommandFailure.class, Typed.class)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  static String of(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  private JsonText() {}
}
