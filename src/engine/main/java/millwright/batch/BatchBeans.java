package millwright.batch;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import org.jberet.creation.BatchBeanProducer;

/**
 * Makes JBeret's producer of {@code @BatchProperty}, JobContext and StepContext win over the container's own batch
 * beans, which are ambiguous with it otherwise (WELD-001409 on Payara).
 */
public class BatchBeans implements Extension {

    void preferJBeret(@Observes ProcessAnnotatedType<BatchBeanProducer> producer) {
        producer.configureAnnotatedType().add(Alternative.Literal.INSTANCE).add(new ApplicationPriority());
    }

    private static final class ApplicationPriority extends jakarta.enterprise.util.AnnotationLiteral<Priority>
            implements Priority {

        private static final long serialVersionUID = 1L;

        @Override
        public int value() {
            return 1;
        }
    }
}
