package org.wildfly.security.manager;

/**
 * Stands in for the class of this name in WildFly's security manager library, of which JBeret calls these five methods
 * and nothing else. Without a security manager each is one plain call; the library itself would bring a jar, and need
 * {@code --add-opens java.base/java.security=ALL-UNNAMED} on every start of the server.
 */
public final class WildFlySecurityManager {

    private WildFlySecurityManager() {}

    public static boolean isChecking() {
        return false;
    }

    public static ClassLoader getCurrentContextClassLoaderPrivileged() {
        return Thread.currentThread().getContextClassLoader();
    }

    public static ClassLoader setCurrentContextClassLoaderPrivileged(ClassLoader loader) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        return before;
    }

    public static ClassLoader getClassLoaderPrivileged(Class<?> type) {
        return type.getClassLoader();
    }

    public static String getPropertyPrivileged(String name, String defaultValue) {
        return System.getProperty(name, defaultValue);
    }
}
