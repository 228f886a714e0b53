/**
 * Files from the web.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>H1 What bears the file's name is whole: as long as the server said, and with the digest that was asked for.
 *   <li>H2 A restart goes on where the last attempt ended, unless the server has another file by then.
 *   <li>H3 Credentials go to the host they are for.
 * </ul>
 */
package millwright.items.http;
