/**
 * How much one caller may ask for, so that no program that runs wild takes the server from the others.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W90 Where a limit is configured, each caller has as many requests a minute on each node, saved up for a minute,
 *       and each answer says how many are left ({@code RateLimit}, {@code RateLimit-Policy}); the next one is answered
 *       429 and says when to come back.
 *   <li>W91 A caller is whoever a token, a session or a JWT stands for; signing in is counted by address.
 * </ul>
 */
package millwright.web.limit;
