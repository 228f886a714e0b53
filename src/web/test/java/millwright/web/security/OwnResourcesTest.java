package millwright.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.web.ApiApplication;
import org.junit.jupiter.api.Test;

/** Holds W0 and W33. */
class OwnResourcesTest {

    private static final Set<Class<?>> REGISTERED = new ApiApplication().getClasses();

    @Test
    void everyResourceAnswersInItsOwnApplicationOnly() {
        Set<Class<?>> resources = REGISTERED.stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .collect(Collectors.toSet());

        assertFalse(resources.isEmpty());
        resources.forEach(type -> assertTrue(type.isAnnotationPresent(OwnApplication.class), type::getName));
        resources.forEach(type -> {
            String path = type.getAnnotation(Path.class).value();
            assertTrue(path.matches("\\{([\\w-]+): \\1}"), () -> path + " gives way to no other resource");
        });
    }

    @Test
    void nothingButTheGuardOfOurResourcesIsFoundByScanning() {
        Set<Class<?>> found = REGISTERED.stream()
                .filter(type -> type.isAnnotationPresent(Provider.class))
                .collect(Collectors.toSet());

        assertEquals(Set.of(OwnApplicationFilter.class), found);
    }
}
