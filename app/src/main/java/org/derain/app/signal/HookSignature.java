package org.derain.app.signal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to the receiver of a web hook who sent a message, and when: HMAC-SHA256 (RFC 2104) over
 * the time, a dot, and the body.
 */
final class HookSignature {
  /** The header it stands in. */
  static final String HEADER = "Derain-Signature";

  private HookSignature() {}

  /**
   * The value of the header, {@code t=1767225600,v1=} and 64 hexadecimal digits.
   *
   * @param seconds since 1970, when it is sent: so that what was overheard cannot be sent again
   *     later
   */
  static String of(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
