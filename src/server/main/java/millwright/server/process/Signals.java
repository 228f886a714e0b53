package millwright.server.process;

import java.lang.reflect.Proxy;

/**
 * Handlers for operating system signals. The JDK's only way is {@code sun.misc.Signal}, of module jdk.unsupported; it
 * is reached by reflection because the compiler's warning about it cannot be turned off.
 */
public final class Signals {
    private Signals() {}

    /**
     * Runs {@code action}, on a thread of the JVM's, each time the signal comes, instead of what the JVM would do.
     *
     * @return false if the platform or the JVM's options (-Xrs) do not allow it
     */
    public static boolean handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.getName().equals("equals")
                                    ? self == arguments[0]
                                    : System.identityHashCode(self);
                        }
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
