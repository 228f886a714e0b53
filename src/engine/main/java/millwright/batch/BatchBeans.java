package millwright.batch;

import jakarta.annotation.Priority;
import jakarta.batch.operations.JobOperator;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessProducer;
import jakarta.enterprise.util.AnnotationLiteral;
import java.util.function.BooleanSupplier;
import millwright.config.Settings;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jberet.creation.BatchBeanProducer;
import org.jberet.creation.BatchCDIExtension;
import org.jberet.creation.JobOperatorProducer;

/**
 * Lets JBeret's beans live beside the container's own batch beans (B5). Both produce {@code @BatchProperty}, JobContext
 * and StepContext, which is ambiguous (WELD-001409 on Payara), and both add a JobOperator where they see no other.
 */
public class BatchBeans implements Extension {

    private final BooleanSupplier isDefault;

    public BatchBeans() {
        this(BatchBeans::isConfiguredAsDefault);
    }

    /** @param isDefault whether the JobOperator that is injected without a qualifier is this engine's */
    BatchBeans(BooleanSupplier isDefault) {
        this.isDefault = isDefault;
    }

    /**
     * JBeret's JobOperator stays out: it would make the application's {@code @Inject JobOperator} ambiguous. JBeret adds
     * none when it was shown another, so it is shown one that does not exist. (A real bean would be seen by the
     * container too, which would then keep its own back.)
     */
    void leaveTheJobOperatorToTheContainer(@Observes BeforeBeanDiscovery event, BeanManager beans) {
        beans.getExtension(BatchCDIExtension.class).processBean(new AnotherJobOperator());
    }

    /** JBeret's producers win, whatever others there are ... */
    void preferJBeret(@Observes ProcessAnnotatedType<BatchBeanProducer> producer) {
        producer.configureAnnotatedType().add(Alternative.Literal.INSTANCE).add(new FirstPriority());
    }

    /** ... and outside our attempts they pass on what those others produce. */
    <T> void askTheContainerOutsideAttempts(@Observes ProcessProducer<BatchBeanProducer, T> event, BeanManager beans) {
        event.setProducer(new SharedProducer<>(event.getProducer(), event.getAnnotatedMember(), beans));
    }

    /** The operator of our own, which the container's takes no notice of. */
    void addJobOperator(@Observes AfterBeanDiscovery event) {
        event.addBean(new JobOperatorBean(isDefault.getAsBoolean()));
    }

    private static boolean isConfiguredAsDefault() {
        try {
            Config config = ConfigProvider.getConfig();
            return BatchConfig.from(new Settings(name -> config.getOptionalValue(name, String.class)))
                    .isDefault();
        } catch (IllegalStateException e) {
            // nothing implements MicroProfile Config here: then no setting is set
            return false;
        }
    }

    private static final class FirstPriority extends AnnotationLiteral<Priority> implements Priority {

        private static final long serialVersionUID = 1L;

        @Override
        public int value() {
            return 1;
        }
    }

    private static final class AnotherJobOperator extends JobOperatorProducer implements ProcessBean<JobOperator> {

        @Override
        public Class<?> getBeanClass() {
            return AnotherJobOperator.class;
        }

        @Override
        public Bean<JobOperator> getBean() {
            return this;
        }

        @Override
        public Annotated getAnnotated() {
            throw new UnsupportedOperationException("there is no such bean");
        }

        @Override
        public void addDefinitionError(Throwable problem) {
            throw new UnsupportedOperationException("there is no such bean");
        }
    }
}
