package millwright.job;

/**
 * A name, such as a tenant's, of whose jobs only so many run at once over all nodes, whatever their definitions.
 *
 * @param key up to 200 characters
 * @param slots how many at once, from 1; the latest submission's number holds for the key
 */
public record ConcurrencyKey(String key, int slots) {

    public ConcurrencyKey {
        if (slots < 1) {
            throw new IllegalArgumentException("slots is " + slots + ", expected at least 1");
        }
    }
}
