/**
 * What can run, over HTTP: each definition with the JSON Schema of its parameters, enough to draw a form from.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W5 A definition that was found and cannot run is listed with its problem, not left out.
 * </ul>
 *
 * <p>It shows what this node knows; what other nodes know may differ while a release is rolled out.
 */
package millwright.web.definition;
