package millwright.method;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gives each attempt a request context of its own. */
final class RequestScope {

    private final BeanManager beans;
    private final Bean<?> controllers;
    /** Each may activate contexts one after the other, and to make one took a third of what an attempt takes. */
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    RequestScope(BeanManager beans) {
        this.beans = beans;
        this.controllers = beans.resolve(beans.getBeans(RequestContextController.class, Any.Literal.INSTANCE));
    }

    /** What is done within. */
    interface Work<R> {
        R run() throws Throwable;
    }

    <R> R during(Work<R> work) throws Throwable {
        RequestContextController controller = idle.poll();
        if (controller == null) {
            controller = controller();
        }
        boolean activated = controller.activate();
        try {
            return work.run();
        } finally {
            if (activated) {
                controller.deactivate();
            }
            idle.offer(controller);
        }
    }

    private RequestContextController controller() {
        // lives as long as this: it has nothing to be destroyed
        CreationalContext<?> own = beans.createCreationalContext(controllers);
        return (RequestContextController) beans.getReference(controllers, RequestContextController.class, own);
    }
}
