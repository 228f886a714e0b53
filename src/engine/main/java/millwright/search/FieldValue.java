package millwright.search;

/**
 * A member of an object and its value as text, by which jobs are found.
 *
 * @param name of the member, or the names that lead to it with dots between
 * @param value a text, or a number, true or false as it is written
 */
public record FieldValue(String name, String value) {}
