/**
 * What can run, over HTTP: each definition with the JSON Schema of its parameters, enough to draw a form from.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W5 A definition that was found and cannot run is listed with its problem, not left out.
 *   <li>W106 Definitions of work done outside are made, changed and forgotten here; the application's own are only shown.
 * </ul>
 *
 * <p>It shows what this node knows; what other nodes know may differ while a release is rolled out.
 */
package millwright.web.definition;
