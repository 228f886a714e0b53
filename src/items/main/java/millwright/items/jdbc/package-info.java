/**
 * Tables, read and written by JDBC.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>J1 What is written commits with the chunk, in its transaction and on its connection.
 *   <li>J2 The keyset reader holds nothing open between chunks; the cursor reader holds one query open, outside all
 *       transactions, and warns when that takes long.
 *   <li>J3 Values never become part of a statement's text.
 * </ul>
 */
package millwright.items.jdbc;
