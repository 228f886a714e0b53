package millwright.job;

/**
 * One thing wrong with a request.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) into the request, such as {@code /parameters/year}
 * @param detail what was found and what was expected
 */
public record Violation(String pointer, String detail) {}
