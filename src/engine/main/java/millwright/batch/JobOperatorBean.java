package millwright.batch;

import jakarta.batch.operations.JobOperator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.PassivationCapable;
import jakarta.enterprise.inject.spi.Prioritized;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.jberet.operations.DelegatingJobOperator;

/**
 * The JobOperator to be injected: qualified, or also without a qualifier, and then before any other. Made by hand and
 * added last: a container that saw it among the application's beans would keep its own back (B5).
 */
final class JobOperatorBean implements Bean<JobOperator>, Prioritized, PassivationCapable {

    private static final int BEFORE_THE_CONTAINERS = 1;

    private final boolean isDefault;

    JobOperatorBean(boolean isDefault) {
        this.isDefault = isDefault;
    }

    @Override
    public JobOperator create(CreationalContext<JobOperator> context) {
        // asks at each call: it may be injected before the engine has started
        return new DelegatingJobOperator() {
            @Override
            public JobOperator getDelegate() {
                return OperatorContext.current();
            }
        };
    }

    @Override
    public void destroy(JobOperator operator, CreationalContext<JobOperator> context) {
        context.release();
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(JobOperator.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return isDefault
                ? Set.of(Millwright.Literal.INSTANCE, Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                : Set.of(Millwright.Literal.INSTANCE, Any.Literal.INSTANCE);
    }

    @Override
    public boolean isAlternative() {
        return isDefault;
    }

    @Override
    public int getPriority() {
        return BEFORE_THE_CONTAINERS;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return ApplicationScoped.class;
    }

    @Override
    public Class<?> getBeanClass() {
        return JobOperatorBean.class;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }

    @Override
    public String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public String getId() {
        return JobOperatorBean.class.getName();
    }
}
