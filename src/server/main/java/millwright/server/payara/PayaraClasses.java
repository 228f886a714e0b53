package millwright.server.payara;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import millwright.server.console.StartFailure;

/**
 * Payara Micro's classes, laid out as its own launcher does: the boot classes in one loader, all the rest in a child of
 * it, of the class the server expects to find as context class loader. Their parent is the platform's, so that the
 * libraries inside millwright.jar stay out of it.
 */
final class PayaraClasses {
    private final ClassLoader boot;
    private final ClassLoader runtime;

    PayaraClasses(PayaraFiles files, Path databaseDriver) throws IOException, ReflectiveOperationException {
        boot = new URLClassLoader(
                "payara-boot", new URL[] {files.bootJar().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        List<URL> jars = new ArrayList<>();
        jars.add(files.runtime().toUri().toURL()); // the folder too: Payara looks up its resource adapters (.rar) in it
        try (Stream<Path> all = Files.list(files.runtime())) {
            for (Path jar : all.sorted().toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        jars.add(databaseDriver.toUri().toURL());
        runtime = (ClassLoader) boot.loadClass("fish.payara.micro.boot.loader.OpenURLClassLoader")
                .getConstructor(URL[].class, ClassLoader.class)
                .newInstance(jars.toArray(URL[]::new), boot);
        System.setProperty("fish.payara.micro.BootJar", files.bootJar().toUri().toString());
        System.setProperty("fish.payara.micro.UnpackDir", files.folder().toString());
    }

    /** Runs something with Payara's classes as the thread's. */
    <T> T within(PayaraCall<T> call) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(runtime);
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The one server there can be in a JVM. */
    Object server() throws ReflectiveOperationException {
        return serverClass().getMethod("getInstance").invoke(null);
    }

    void setHandler(Object server, String setter, Consumer<AdminCommands> action) throws ReflectiveOperationException {
        Consumer<Object> handler = runner -> action.accept(new AdminCommands(this, runner));
        serverClass().getMethod(setter, Consumer.class).invoke(server, handler);
    }

    void start(List<String> arguments) throws ReflectiveOperationException {
        serverClass().getMethod("create", String[].class).invoke(null, (Object) arguments.toArray(String[]::new));
    }

    void shutdown(Object server) throws ReflectiveOperationException {
        serverClass().getMethod("shutdown").invoke(server);
    }

    Class<?> bootClass(String name) throws ReflectiveOperationException {
        return boot.loadClass(name);
    }

    private Class<?> serverClass() throws ReflectiveOperationException {
        return runtime.loadClass("fish.payara.micro.impl.PayaraMicroImpl");
    }

    /** What went wrong underneath a reflective call; what we have put into words ourselves is not looked behind. */
    static Throwable cause(ReflectiveOperationException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof StartFailure)) {
            cause = cause.getCause();
        }
        return cause;
    }

    @FunctionalInterface
    interface PayaraCall<T> {
        T run() throws ReflectiveOperationException;
    }
}
