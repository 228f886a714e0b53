/**
 * Who may call: API tokens.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>A1 No token is stored, only its hash; it is shown once, when it is made.
 *   <li>A2 The first start on an empty database makes one administrator's token, however many nodes start at once.
 * </ul>
 *
 * <p>It knows no HTTP: how a token is presented is the web module's business. Users, roles and scopes come with the
 * REST issue.
 */
package millwright.access;
