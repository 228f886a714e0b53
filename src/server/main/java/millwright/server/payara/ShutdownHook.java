package millwright.server.payara;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;

/**
 * Payara stops itself in a JVM shutdown hook, at the same time as everybody else's hooks. The launcher stops it in its
 * place in the order, so that hook is taken away; the manifest opens java.lang, as Payara itself needs it open.
 */
final class ShutdownHook {
    private ShutdownHook() {}

    static void remove(String threadName) throws ReflectiveOperationException {
        Field field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        field.setAccessible(true);
        Map<?, ?> hooks = (Map<?, ?>) field.get(null);
        for (Object hook : List.copyOf(hooks.keySet())) {
            if (hook instanceof Thread thread && thread.getName().equals(threadName)) {
                Runtime.getRuntime().removeShutdownHook(thread);
            }
        }
    }
}
