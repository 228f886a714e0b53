package millwright.access;

/**
 * Who calls, once a token was recognised.
 *
 * @param name the token's name: the submitter of what it submits
 */
public record Caller(String name) {}
