package millwright.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import java.lang.reflect.Proxy;

/** What a server's own batch runtime adds to every application, after Payara's model. */
class ServerBatch implements Extension {

    static final JobOperator OPERATOR = standIn(JobOperator.class);
    static final JobContext CONTEXT = standIn(JobContext.class);

    private boolean sawAnother;

    void addProducers(@Observes BeforeBeanDiscovery event, BeanManager beans) {
        event.addAnnotatedType(beans.createAnnotatedType(ServerProducers.class), ServerProducers.class.getName());
    }

    <T> void lookForAnother(@Observes ProcessBean<T> event) {
        sawAnother |= event.getBean().getTypes().contains(JobOperator.class);
    }

    void addJobOperator(@Observes AfterBeanDiscovery event) {
        if (!sawAnother) {
            event.<JobOperator>addBean()
                    .beanClass(ServerBatch.class)
                    .types(JobOperator.class)
                    .createWith(context -> OPERATOR);
        }
    }

    private static <T> T standIn(Class<T> type) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("equals")) {
                        return self == arguments[0];
                    }
                    return method.getName().equals("hashCode") ? System.identityHashCode(self) : null;
                });
        return type.cast(proxy);
    }

    /** Names the place it injects into, as the value of every property. */
    @Dependent
    static class ServerProducers {

        @Produces
        @BatchProperty
        public String property(InjectionPoint at) {
            return "server's " + at.getMember().getName();
        }

        @Produces
        public JobContext jobContext() {
            return CONTEXT;
        }
    }
}
