/**
 * Signing in to the console: a token given once for a cookie.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W40 A wrong token is answered alike whatever is wrong with it.
 *   <li>W41 Signing out ends the session on every node, not just in the browser.
 * </ul>
 *
 * <p>The cookie is {@code Secure} where the request came by https: to this server, or to a proxy that says so in
 * {@code X-Forwarded-Proto}. A client that lies there only keeps itself from coming back by http.
 */
package millwright.web.session;
