package millwright.access;

/**
 * A token that was just made.
 *
 * @param secret what its holder sends; nobody can show it again
 */
public record NewToken(ApiToken token, String secret) {

    /** Without the secret, which must not reach a log by accident. */
    @Override
    public String toString() {
        return "new " + token;
    }
}
