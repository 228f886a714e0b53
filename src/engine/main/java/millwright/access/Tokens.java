package millwright.access;

import java.util.Optional;

/** Recognises API tokens: {@code @Inject Tokens tokens}. Thread-safe. */
public interface Tokens {

    /** Whose token this is, or empty when it is nobody's. */
    Optional<Caller> authenticate(String token);
}
