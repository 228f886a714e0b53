/**
 * The console's page: static files of this jar below {@code META-INF/resources/console}, and the headers they are sent
 * with.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W50 The page runs no inline code and asks no other host: its policy forbids both.
 *   <li>W51 It holds no data and needs no sign-in itself; all it shows comes from the API.
 *   <li>W52 It works under any context path: every address in it is relative.
 * </ul>
 *
 * <p>No Node and no bundler: ES modules as they are written, and the few files needed of Lit, Bootstrap and Bootstrap
 * Icons, unpacked from their jars at build time under paths that carry their versions.
 */
package millwright.web.console;
