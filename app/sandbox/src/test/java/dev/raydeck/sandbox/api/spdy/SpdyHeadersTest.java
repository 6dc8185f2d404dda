package dev.raydeck.sandbox.api.spdy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

class SpdyHeadersTest {
  @Test
  void usesTheDictionaryOfTheDraft() {
    Adler32 sum = new Adler32();
    sum.update(SpdyHeaders.dictionary());

    assertThat(SpdyHeaders.dictionary()).hasSize(1423);
    assertThat(sum.getValue()).isEqualTo(0xE3C6A7C2L);
  }

  @Test
  void readsWhatItHasWrittenBlockAfterBlock() {
    try (SpdyHeaders ours = new SpdyHeaders();
        SpdyHeaders theirs = new SpdyHeaders()) {
      for (int i = 0; i < 3; i++) {
        Map<String, String> headers =
            Map.of("streamtype", "data", "port", "8265", "requestid", Integer.toString(i));
        assertThat(theirs.read(ours.write(headers))).isEqualTo(headers);
      }
    }
  }
}
