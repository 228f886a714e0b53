/**
 * Who may call: API tokens, and the sessions of browsers that signed in with one.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>A1 No token is stored, only its hash; it is shown once, when it is made.
 *   <li>A2 The first start on an empty database makes one administrator's token, however many nodes start at once.
 *   <li>A3 A session is a row: any node serves it, it ends at its time, by its owner's word or with its token; only the
 *       hash of its id is stored.
 *   <li>A4 What a role may do is said in {@link millwright.access.Role} alone; a token that has expired or is revoked is
 *       nobody's, and its sessions are over with it.
 * </ul>
 *
 * <p>It knows no HTTP: how a token or a session is presented is the web module's business.
 */
package millwright.access;
