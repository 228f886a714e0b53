package millwright.items.property;

import jakarta.annotation.PostConstruct;
import jakarta.batch.api.BatchProperty;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jberet.creation.ArtifactCreationContext;
import org.jberet.job.model.Properties;

/**
 * What every artifact of this module begins with: it refuses properties it does not have, which the specification lets
 * pass in silence, and can take families of them, such as {@code environment.PATH}.
 */
public abstract class ItemArtifact {

    private final List<String> families;
    private Map<String, String> given = Map.of();

    /** @param families the prefixes, each with its dot, behind which any name may stand */
    protected ItemArtifact(String... families) {
        this.families = List.of(families);
    }

    /** While the artifact is made, and only then, JBeret knows for which element of the job XML. */
    @PostConstruct
    void takeProperties() {
        Properties properties =
                ArtifactCreationContext.getCurrentArtifactCreationContext().getProperties();
        given = properties == null ? Map.of() : new LinkedHashMap<>(properties.getNameValues());
    }

    /** Sets what the job XML gives, where no container makes the artifact. */
    public void give(Map<String, String> properties) {
        given = new LinkedHashMap<>(properties);
    }

    /** The values of one family by the name behind its prefix, in the order of the job XML. */
    protected Map<String, String> family(String prefix) {
        Map<String, String> members = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(prefix) && value != null) {
                members.put(name.substring(prefix.length()), value);
            }
        });
        return members;
    }

    /** @throws millwright.retry.JobException naming the first property that is none, and the nearest that is one */
    protected void refuseUnknownProperties() {
        Collection<String> known = names();
        for (Map.Entry<String, String> property : given.entrySet()) {
            String name = property.getKey();
            boolean isOfFamily =
                    families.stream().anyMatch(family -> name.startsWith(family) && name.length() > family.length());
            if (!known.contains(name) && !isOfFamily) {
                throw Property.wrong("property '" + name + "' (value " + Property.quoted(property.getValue())
                        + ") is unknown to " + getClass().getSimpleName() + ", expected one of "
                        + String.join(", ", known) + Property.nearest(name, known));
            }
        }
    }

    private Collection<String> names() {
        Collection<String> names = new TreeSet<>();
        for (Class<?> type = getClass(); type != ItemArtifact.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                BatchProperty property = field.getAnnotation(BatchProperty.class);
                if (property != null) {
                    names.add(property.name().isEmpty() ? field.getName() : property.name());
                }
            }
        }
        families.forEach(family -> names.add(family + "<name>"));
        return names;
    }
}
