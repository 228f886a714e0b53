package millwright.job;

/**
 * A caller's own name for a request, by which the same request is known again when it comes twice.
 *
 * @param caller whose key it is: those of others mean nothing to it
 * @param route what is asked for, such as {@code POST /jobs}
 * @param key up to 200 characters
 * @param bodyHash of what the request says, so that another request under the same key is noticed
 */
public record IdempotencyKey(String caller, String route, String key, String bodyHash) {}
