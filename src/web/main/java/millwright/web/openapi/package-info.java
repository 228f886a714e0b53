/**
 * The API's description of itself: one OpenAPI document, {@code millwright/web/openapi/openapi.yaml}, written by hand.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W100 What the document lists is what there is: a test compares its operations and what they need with the
 *       resources, in both directions.
 *   <li>W101 It is served as YAML and as JSON, with the address under which this application has the API.
 *   <li>W102 The page that shows it, {@code console/reference.html}, runs no inline code and asks no other host.
 * </ul>
 *
 * <p>It is not generated from the classes: resources write their JSON by hand, so annotations would say everything a
 * second time. The server has the same file at {@code /openapi} too, which is its own to say (MicroProfile OpenAPI).
 */
package millwright.web.openapi;
