package dev.raydeck.sandbox.api.spdy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Reads and writes header blocks. One zlib stream each way lasts as long as the connection.
///
/// (SPDY/3 draft, 2.6.10; the dictionary is fixed by it)
final class SpdyHeaders implements AutoCloseable {
  private static final int MAX_BLOCK = 64 * 1024;
  private static final List<String> WORDS =
      List.of(
          "options head post put delete trace accept accept-charset accept-encoding accept-language",
          "accept-ranges age allow authorization cache-control connection content-base",
          "content-encoding content-language content-length content-location content-md5",
          "content-range content-type date etag expect expires from host if-match",
          "if-modified-since if-none-match if-range if-unmodified-since last-modified location",
          "max-forwards pragma proxy-authenticate proxy-authorization range referer retry-after",
          "server te trailer transfer-encoding upgrade user-agent vary via warning",
          "www-authenticate method get status 200_OK version HTTP/1.1 url public set-cookie",
          "keep-alive origin");
  private static final String TAIL =
      "100101201202205206300302303304305306307402405406407408409410411412413414415416417502504505"
          + "203 Non-Authoritative Information204 No Content301 Moved Permanently400 Bad Request"
          + "401 Unauthorized403 Forbidden404 Not Found500 Internal Server Error"
          + "501 Not Implemented503 Service UnavailableJan Feb Mar Apr May Jun Jul Aug Sept Oct Nov"
          + " Dec 00:00:00 Mon, Tue, Wed, Thu, Fri, Sat, Sun, GMTchunked,text/html,image/png,"
          + "image/jpg,image/gif,application/xml,application/xhtml+xml,text/plain,text/javascript,"
          + "publicprivatemax-age=gzip,deflate,sdchcharset=utf-8charset=iso-8859-1,utf-,*,enq=0.";

  private final Inflater inflater = new Inflater();
  private final Deflater deflater = new Deflater();

  SpdyHeaders() {
    deflater.setDictionary(dictionary());
  }

  static byte[] dictionary() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : WORDS) {
      for (String word : line.split(" ", -1)) {
        byte[] bytes = word.replace('_', ' ').getBytes(StandardCharsets.US_ASCII);
        out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        out.writeBytes(bytes);
      }
    }
    out.writeBytes(TAIL.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  /// Names in lower case, the first value of each.
  ///
  /// @throws IllegalArgumentException when the block is broken
  Map<String, String> read(byte[] block) {
    try {
      ByteBuffer plain = ByteBuffer.wrap(inflate(block));
      Map<String, String> headers = new LinkedHashMap<>();
      for (int left = plain.getInt(); left > 0; left--) {
        String name = text(plain).toLowerCase(Locale.ROOT);
        headers.putIfAbsent(name, text(plain).split("\0", -1)[0]);
      }
      return headers;
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("broken SPDY headers", e);
    }
  }

  byte[] write(Map<String, String> headers) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    plain.writeBytes(ByteBuffer.allocate(4).putInt(headers.size()).array());
    headers.forEach((name, value) -> {
      for (String text : List.of(name, value)) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        plain.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        plain.writeBytes(bytes);
      }
    });
    deflater.setInput(plain.toByteArray());
    byte[] buffer = new byte[MAX_BLOCK];
    int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(buffer, length);
  }

  @Override
  public void close() {
    inflater.end();
    deflater.end();
  }

  private byte[] inflate(byte[] block) throws DataFormatException {
    inflater.setInput(block);
    byte[] buffer = new byte[MAX_BLOCK];
    int length = 0;
    while (length < buffer.length) {
      int count = inflater.inflate(buffer, length, buffer.length - length);
      length += count;
      if (count == 0) {
        if (!inflater.needsDictionary()) {
          break;
        }
        inflater.setDictionary(dictionary());
      }
    }
    return Arrays.copyOf(buffer, length);
  }

  private static String text(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new IllegalArgumentException("broken SPDY headers");
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
