/**
 * Who may call: API tokens, users with a password, and the sessions of browsers in which one of them has signed in.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>A1 No token is stored, only its hash; it is shown once, when it is made.
 *   <li>A2 The first start on an empty database makes one administrator's token, however many nodes start at once.
 *   <li>A3 A session is a row: any node serves it, it ends at its time, by its owner's word, or with its token, its user or
 *       its password; only the hash of its id is stored.
 *   <li>A4 What a role may do is said in {@link millwright.access.Role} alone; a token that has expired or is revoked is
 *       nobody's, and its sessions are over with it.
 *   <li>A5 A token that is revoked is refused from the next request on, on every node: nothing about it is cached. When
 *       it was last used is written at most once a minute.
 *   <li>A6 A name is one user's, or that of tokens of which one is in use: what was submitted in a name stays its own.
 *   <li>A7 There is always an administrator left.
 *   <li>A8 Of a password only an argon2id hash is kept. Two are made at a time on a node, and whoever waits too long is
 *       sent away: those who sign in cannot exhaust its memory.
 *   <li>A9 A password cannot be guessed by trying: not often from one address or of one name, and neither answer nor
 *       time tells whether there is such a user. The counts are a node's own and end with it.
 * </ul>
 *
 * <p>It knows no HTTP: how a token or a session is presented is the web module's business.
 */
package millwright.access;
