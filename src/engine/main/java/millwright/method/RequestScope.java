package millwright.method;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/** Gives each attempt a request context of its own. */
final class RequestScope {

    private final BeanManager beans;
    private final Bean<?> controllers;

    RequestScope(BeanManager beans) {
        this.beans = beans;
        this.controllers = beans.resolve(beans.getBeans(RequestContextController.class, Any.Literal.INSTANCE));
    }

    /** What is done within. */
    interface Work<R> {
        R run() throws Throwable;
    }

    <R> R during(Work<R> work) throws Throwable {
        CreationalContext<?> own = beans.createCreationalContext(controllers);
        RequestContextController controller =
                (RequestContextController) beans.getReference(controllers, RequestContextController.class, own);
        boolean activated = controller.activate();
        try {
            return work.run();
        } finally {
            if (activated) {
                controller.deactivate();
            }
            own.release();
        }
    }
}
