package org.derain.app.live.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.derain.frames.MediaException;

/**
 * Who may see and change what. Every request passes here first.
 *
 * <ul>
 *   <li>With a token: whoever knows it, as {@code Authorization: Bearer}, as {@code ?token=} once,
 *       or by the cookie that follows from either.
 *   <li>On loopback: only requests that name this machine, or a page elsewhere could reach it by a
 *       name of its own that leads here (DNS rebinding).
 *   <li>Changes only by POST with JSON from the page itself, which no page elsewhere can send.
 * </ul>
 */
final class Guard {
  /** What a token has at least. */
  static final int TOKEN_LENGTH = 16;

  /** The path at which the page gives the token. */
  static final String SESSION = "/api/session";

  private static final int COOKIE_AGE_S = 30 * 24 * 3600;
  private static final Pattern LOCAL =
      Pattern.compile("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\])(:\\d+)?");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final boolean loopback;
  private final String token;
  private final Guesses guesses = new Guesses(System::nanoTime);

  /**
   * Guards an address.
   *
   * @param token null for none
   * @throws MediaException when the address needs a token, or the token is too short
   */
  Guard(WebAddress address, String token) {
    this.loopback = address.isLoopback();
    this.token = token;
    if (token == null && !loopback) {
      throw new MediaException(
          "--http "
              + address.host()
              + " is more than this machine, and needs a --token (or the variable DERAIN_TOKEN)"
              + " that viewers must know; 'openssl rand -hex 16' makes one");
    }
    if (token != null && token.length() < TOKEN_LENGTH) {
      throw new MediaException("a --token has at least " + TOKEN_LENGTH + " characters");
    }
  }

  /** Lets a request through, or ends it. */
  void check(Context request) {
    request.header("Content-Security-Policy", POLICY);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("X-Frame-Options", "DENY");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Cache-Control", "no-store");
    checkHost(request);
    checkMethod(request);
    if (token == null || isPublic(request) || isKnown(request)) {
      return;
    }
    String offered = request.queryParam("token");
    if (offered != null && request.method() == HandlerType.GET && isToken(request, offered)) {
      welcome(request);
      // On without the token, so that it stays in no history and in no bookmark. Two slashes at the
      // beginning would lead to another host.
      String here = "/" + request.path().replaceFirst("^[/\\\\]+", "");
      throw new HttpResponseException(303, "", Map.of("Location", here));
    }
    request.header("WWW-Authenticate", "Bearer");
    throw new UnauthorizedResponse("the token is needed");
  }

  private void checkHost(Context request) {
    String host = request.host();
    if (loopback && (host == null || !LOCAL.matcher(host.toLowerCase(Locale.ROOT)).matches())) {
      throw new ForbiddenResponse("this address is for this machine alone: ask for localhost");
    }
  }

  private static void checkMethod(Context request) {
    HandlerType method = request.method();
    if (method == HandlerType.GET || method == HandlerType.HEAD) {
      return;
    }
    String type = request.contentType();
    if (method != HandlerType.POST
        || type == null
        || !type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
      throw new UnsupportedMediaTypeResponse("changes are made by POST with application/json");
    }
    String origin = request.header("Origin");
    if (origin != null && !isSame(origin, request.host())) {
      throw new ForbiddenResponse("changes are made from the page itself");
    }
  }

  private static boolean isSame(String origin, String host) {
    try {
      return URI.create(origin).getAuthority() != null
          && URI.create(origin).getAuthority().equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Where the token is given, and what the page for that is made of. */
  private static boolean isPublic(Context request) {
    return request.path().equals(SESSION) || request.path().startsWith("/static/");
  }

  private boolean isKnown(Context request) {
    String authorization = request.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return isToken(request, authorization.substring(7).strip());
    }
    String cookie = request.cookie(cookieName(request));
    return cookie != null && same(cookie, session());
  }

  /**
   * Whether this is the token. Who was wrong too often is not told for a while.
   *
   * @throws HttpResponseException 429 for those, with the seconds to wait
   */
  boolean isToken(Context request, String offered) {
    if (token == null) {
      return true;
    }
    long waitS = guesses.waitS(request.ip());
    if (waitS > 0) {
      request.header("Retry-After", Long.toString(waitS));
      throw new HttpResponseException(
          429, "too many wrong tokens from this address: wait " + waitS + " s", Map.of());
    }
    boolean right = same(offered, token);
    if (!right) {
      guesses.wrong(request.ip());
    }
    return right;
  }

  /** Gives the cookie to who knew the token. */
  void welcome(Context request) {
    if (token != null) {
      request.cookie(
          new Cookie(
              cookieName(request),
              session(),
              "/",
              COOKIE_AGE_S,
              false,
              true,
              null,
              SameSite.STRICT));
    }
  }

  /** Cookies do not know ports, and several of us may run on a machine. */
  private static String cookieName(Context request) {
    return "derain-" + request.port();
  }

  /** Follows from the token and does not tell it. */
  private String session() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal("session".getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes as long whether much or little is right. */
  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
