/**
 * The REST API and the console as a library: a jar that adds {@code /api/v1}, {@code /console} and
 * {@code /health/ready} to the application it lies in.
 *
 * <p>Each package below is a part of it: {@code job}, {@code schedule}, {@code definition}, {@code queue},
 * {@code node}, {@code statistics}, {@code worker}, {@code feed} and {@code cleanup} are what it offers,
 * {@code security} who may have it, {@code jwt} whom others vouch for, {@code limit} how much of it, {@code session} how
 * a browser signs in, {@code access} who makes tokens and users, {@code audit} who did what, {@code console} the page for
 * people, {@code openapi} its description of itself, {@code problem} what it says when it cannot, {@code request} and
 * {@code json} how it reads and writes, {@code health} whether the server is ready.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W0 It lives in any application: its classes are registered one by one, its filters and mappers see its own
 *       requests only (ENGINE 31).
 * </ul>
 *
 * <p>It holds no rule of the engine's and reaches no table: it calls the engine's public facades only.
 */
package millwright.web;
