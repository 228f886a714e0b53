package millwright.start;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;

/**
 * Lets jobs run once the application is there. Its servlet context comes up when every startup singleton has been
 * initialised: no job, not even one rescued from a crash, runs before the application it belongs to. Nothing earlier
 * would do on Payara: CDI's Initialized event comes before any EJB, and a timer a second after it was made, however long
 * the other singletons take.
 */
public class ApplicationStart implements ServletContextListener {

    @Inject
    private EngineLifecycle engine;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        engine.applicationStarted();
    }

    /** Found by its name in META-INF/services, also where a web.xml is complete and annotations are not looked at. */
    public static class Registration implements ServletContainerInitializer {

        @Override
        public void onStartup(Set<Class<?>> none, ServletContext context) {
            context.addListener(ApplicationStart.class);
        }
    }
}
