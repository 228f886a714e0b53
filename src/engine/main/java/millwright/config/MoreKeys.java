package millwright.config;

import java.util.List;

/**
 * The keys of a jar beside the engine that reads its own settings, found by {@link java.util.ServiceLoader}: they are
 * known then, and anything else that begins as ours does is still refused (C1).
 */
public interface MoreKeys {

    /** Without side effects; asked once at start. */
    List<Key> keys();
}
