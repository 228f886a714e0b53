/**
 * Who may call, for administrators: tokens and users.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W60 The secret of a token is in one answer only, the one that made it; a password is in none.
 *   <li>W61 An administrator who is narrowed to queues or definitions makes nobody who reaches further, and neither ends
 *       nor changes one who does.
 * </ul>
 */
package millwright.web.access;
