package millwright.method;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

/**
 * The contextual reference on which a method is called: one for all calls, which the container leads to the right
 * instance; of a dependent bean, an instance of its own for each call, destroyed after it.
 */
final class BeanReference {

    private final BeanManager beans;
    private final Bean<?> bean;
    private final Class<?> type;
    private final boolean perCall;
    private volatile Object shared;

    /**
     * @param type the one of the bean's types that has the method
     * @param sessionBean an EJB, whose references are the container's to share
     */
    BeanReference(BeanManager beans, Bean<?> bean, Class<?> type, boolean sessionBean) {
        this.beans = beans;
        this.bean = bean;
        this.type = type;
        this.perCall = !sessionBean && bean.getScope() == Dependent.class;
    }

    /** What is done with a bean. */
    interface Call {
        Object on(Object bean) throws Throwable;
    }

    Object during(Call call) throws Throwable {
        if (!perCall) {
            return call.on(shared());
        }
        CreationalContext<?> own = beans.createCreationalContext(bean);
        try {
            return call.on(beans.getReference(bean, type, own));
        } finally {
            own.release();
        }
    }

    private Object shared() {
        Object reference = shared;
        if (reference == null) {
            // two of them at the same time get references that lead to the same
            reference = beans.getReference(bean, type, beans.createCreationalContext(bean));
            shared = reference;
        }
        return reference;
    }
}
