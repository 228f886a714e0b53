package millwright.config;

/**
 * A configuration key as operators see it.
 *
 * @param name the full name, {@code millwright.<feature>.<key>}
 * @param defaultValue what holds when it is not set, as it would be written
 * @param meaning one sentence for the README's table
 */
public record Key(String name, String defaultValue, String meaning) {

    /** The environment variable that MicroProfile Config reads for this key. */
    public String environmentVariable() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
    }
}
