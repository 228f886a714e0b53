/**
 * Recognises the holders of JSON Web Tokens that an OpenID Connect issuer has made.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W80 A token counts only with a signature by one of the issuer's current keys (RSA or elliptic curves, never
 *       {@code none} and never a shared secret), from the configured issuer, for the configured audience, within its
 *       time, give or take the clock skew; one without an end never does.
 *   <li>W81 The issuer's keys are kept for five minutes. A key that is not known yet is asked for at once, but not more
 *       often than twice in half a minute, however many tokens name unknown keys.
 *   <li>W82 The caller's name begins with {@code oidc:}, which no name of ours can; whoever has no role of ours is
 *       nobody.
 *   <li>W83 Where a claim is configured to narrow callers, a token without it, or with nothing in it, is refused.
 * </ul>
 *
 * <p>Why a token was refused is logged at FINE and not told to the caller.
 */
package millwright.web.jwt;
