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
 * </ul>
 *
 * <p>It knows no HTTP: how a token or a session is presented is the web module's business. Users, roles and scopes come
 * with the REST issue.
 */
package millwright.access;
