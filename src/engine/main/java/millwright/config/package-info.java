/**
 * What an operator sets per node, read once at start through MicroProfile Config.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>C1 A key that is not known fails the start and names the nearest known one.
 *   <li>C2 A value that does not fit fails the start and names key, value and what was expected.
 *   <li>C3 Every key has its default and its sentence in one place, which the README's table is held against.
 * </ul>
 *
 * <p>What an operator changes while the server runs is not here: that is a table and a REST resource.
 */
package millwright.config;
