/**
 * JSON as it comes in and goes out: read strictly, written as bytes.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W10 A body that is not one JSON text in UTF-8 is refused with line and column; nothing is guessed.
 *   <li>W11 No body, however large, deep or odd, costs more than its 2 MiB or takes a thread down.
 *   <li>W12 What is wrong with a request is named all at once, each with its JSON Pointer; an unknown member with the
 *       nearest known one.
 *   <li>W13 Integers of 64 bits and ids are written as texts, times in ISO-8601 UTC.
 * </ul>
 *
 * <p>It knows no resource and binds no classes: each resource reads its members and writes its documents by name.
 */
package millwright.web.json;
