package millwright.batch;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jberet.creation.AbstractArtifactFactory;

/**
 * Batch artifacts of one attempt: CDI beans by name or by class, with what they depend on, released when JBeret is done
 * with them; a class that is no bean is made and injected as one.
 */
final class ArtifactBeans extends AbstractArtifactFactory {

    private final BeanManager beans;
    private final Supplier<StepRun> current;
    private final Map<Object, CreationalContext<?>> contexts = new ConcurrentHashMap<>();

    /** @param current the step or partition that the calling thread runs */
    ArtifactBeans(BeanManager beans, Supplier<StepRun> current) {
        this.beans = beans;
        this.current = current;
    }

    @Override
    public Object create(String ref, Class<?> type, ClassLoader loader) throws Exception {
        if (SkippedItems.REF.equals(ref)) {
            return current.get().skipped();
        }
        Bean<?> bean = findBean(ref, beans, loader);
        Object artifact = bean == null ? plain(ref, loader) : contextual(bean);
        if (artifact instanceof ReadProgress reader) {
            current.get().readBy(reader);
        }
        return artifact;
    }

    private Object plain(String ref, ClassLoader loader) throws Exception {
        Object artifact = PlainArtifact.create(ref, loader);
        invokeAnnotatedLifecycleMethod(artifact, artifact.getClass(), PostConstruct.class);
        return artifact;
    }

    private Object contextual(Bean<?> bean) {
        CreationalContext<?> context = beans.createCreationalContext(bean);
        Object artifact = beans.getReference(bean, bean.getBeanClass(), context);
        contexts.put(new Identity(artifact), context);
        return artifact;
    }

    @Override
    public Class<?> getArtifactClass(String ref, ClassLoader loader) {
        if (SkippedItems.REF.equals(ref)) {
            return SkippedItems.class;
        }
        Bean<?> bean = findBean(ref, beans, loader);
        return bean == null ? null : bean.getBeanClass();
    }

    @Override
    public void destroy(Object artifact) {
        if (artifact == null || artifact instanceof SkippedItems) {
            return;
        }
        CreationalContext<?> context = contexts.remove(new Identity(artifact));
        if (context == null) {
            super.destroy(artifact);
        } else {
            context.release();
        }
    }

    /** Artifacts are told apart by identity: a job's own equals must not mix them up. */
    private static final class Identity {

        private final Object object;

        Identity(Object object) {
            this.object = object;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && that.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }
}
